"""Elasticsearch, with the engine of the database behind it."""

import logging

from elasticsearch import BadRequestError, NotFoundError

from search.elastic import circuit
from search.elastic.client import FAILURES
from search.engines.base import Answer, Engine, Question
from search.engines.elasticsearch import IndexIsBehindError
from search.tasks import feed_later

logger = logging.getLogger(__name__)


class Guarded:
    """Asks an engine that may fail, then one that does not. A failure spares the next readers the wait."""

    def __init__(self, engine: Engine, fallback: Engine) -> None:
        self.engine = engine
        self.fallback = fallback
        self.name = engine.name

    def answer(self, question: Question) -> Answer:
        try:
            return self.engine.answer(question)
        except IndexIsBehindError:
            logger.info("Elasticsearch is behind: the database answers")
        except BadRequestError:
            # Of this question alone, which is ours: the server is well.
            logger.exception("Elasticsearch does not understand a question")
        except FAILURES as error:
            circuit.trip(error)
            if isinstance(error, NotFoundError):
                feed_later()
        return self.fallback.answer(question)
