"""What kind of document some bytes are, whatever their name says: only papers that people read are known."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
EXTENSIONS = {**{kind: kind for kind in MEDIA_TYPES}, "jpg": "jpeg"}
MAGIC = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENTS = [(kind, MEDIA_TYPES[kind].encode()) for kind in ("odt", "ods", "odp")]
# Where the name of an archive's first part begins.
NAME_AT = 30
MOST_PARTS = 5000


def kind_of(content: bytes) -> str | None:
    """A key of MEDIA_TYPES, or None when it is none of them, is damaged, or carries macros."""
    for magic, kind in MAGIC:
        if content.startswith(magic):
            return kind
    return _packed(content) if content.startswith(b"PK\x03\x04") else None


def agrees(kind: str, file_name: str) -> bool:
    """Whether a file's name ends as its kind should."""
    return EXTENSIONS.get(file_name.rpartition(".")[2].lower()) == kind


def _packed(content: bytes) -> str | None:
    """Reads the table of contents alone; no part is opened."""
    try:
        with ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
    except (BadZipFile, UnicodeDecodeError, NotImplementedError):
        return None
    if len(names) > MOST_PARTS or any("vbaproject" in name.lower() for name in names):
        return None
    return next((kind for part, kind in MAIN_PARTS.items() if part in names), None) or _open_document(content)


def _open_document(content: bytes) -> str | None:
    """By its media type, which stands first and as it is (OpenDocument 1.3 part 2, 3.3): the header of a part follows."""
    return next((kind for kind, said in OPEN_DOCUMENTS if content.startswith(b"mimetype%bPK" % said, NAME_AT)), None)
