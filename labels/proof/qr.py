"""QR codes as the path of an SVG, one unit a module."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Modules left white around, as readers need."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """``side`` counts the modules, quiet ones included."""

    path: str
    side: int

    def svg(self, ink: str = "#0c2b30") -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.side} {self.side}">'
            f'<path fill="#fff" d="M0 0h{self.side}v{self.side}H0z"/><path fill="{ink}" d="{self.path}"/></svg>'
        )


def qr_code(address: str) -> QrCode:
    """It is still read when a seventh of it is dirty."""
    code = segno.make_qr(address, error="m", boost_error=True)
    rows = list(code.matrix)
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    return QrCode(path, len(rows) + 2 * QUIET)
