"""What a file of a dossier may be, as data."""

LARGEST = 10 * 1024 * 1024
"""Bytes."""
DOCUMENTS = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
IMAGES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
TYPES = {**DOCUMENTS, **IMAGES}
"""By extension, the type that it is served with, whatever the browser that sent it said."""
ACCEPTED = ",".join(f".{extension}" for extension in TYPES)
"""For the field of a form."""
NAMED = "PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, JPEG, PNG, WebP"
"""For people."""
