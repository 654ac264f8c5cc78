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
LONGEST_MIMETYPE = 100
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
    """Reads the table of contents and, of an OpenDocument, its first short part; nothing is unpacked whole."""
    try:
        with ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            if len(names) > MOST_PARTS or any("vbaproject" in name.lower() for name in names):
                return None
            found = next((kind for part, kind in MAIN_PARTS.items() if part in names), None)
            return found or (_open_document(package) if "mimetype" in names else None)
    except (BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError):
        return None


def _open_document(package: ZipFile) -> str | None:
    with package.open("mimetype") as part:
        said = part.read(LONGEST_MIMETYPE).decode("ascii", "replace").strip()
    return next((kind for kind, media_type in MEDIA_TYPES.items() if media_type == said), None)
