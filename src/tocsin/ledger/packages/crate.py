"""RO-Crate 1.1 metadata: what is in a package and what it is about, as JSON-LD that repositories read."""

import hashlib
import json
import mimetypes
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def crate(files: Mapping[str, bytes], name: str, about: str, made_at: datetime, by: str) -> bytes:
    """`ro-crate-metadata.json` for these files: each with size, type and SHA-256; who packed them, when."""
    entities = [_file(path, data) for path, data in sorted(files.items())]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": name,
        "description": about,
        "datePublished": made_at.astimezone(UTC).isoformat(),
        "creator": {"@id": "#packer"},
        "hasPart": [{"@id": entity["@id"]} for entity in entities],
    }
    described = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    packer = {"@id": "#packer", "@type": "Organization", "name": by}
    graph = [described, root, packer, *entities]
    whole = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(path: str, data: bytes) -> dict[str, Any]:
    return {
        "@id": path,
        "@type": "File",
        "contentSize": str(len(data)),
        "encodingFormat": mimetypes.guess_type(path)[0] or "application/octet-stream",
        "sha256": hashlib.sha256(data).hexdigest(),
    }
