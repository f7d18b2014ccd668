"""A member's notification at the desk: its files into the vault, its text read as that member's claims, all of it sealed."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from tocsin import intake, reading
from tocsin.desk.day import DONE
from tocsin.desk.kits import kit_for
from tocsin.desk.node import Node, node
from tocsin.desk.settings import Unusable, now
from tocsin.desk.shelving import of_report
from tocsin.desk.show import as_json
from tocsin.intake import Given
from tocsin.records import Attached, Custody, Notification, Report
from tocsin.register import BadNotification, as_said_by, notification


def submitted(file: Path, by: str, *, json: bool) -> int:
    """Take a notification's file, keep what it attaches, seal it, and lay its text among the reports."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise Unusable(f"{file} cannot be read: {getattr(err, 'strerror', None) or err}") from err
    with node() as here:
        try:
            found = notification(text, now(), lambda table: _attached(table, file.parent, here))
        except BadNotification as err:
            raise Unusable(str(err)) from err
        receipt = here.seal(found, *_custody(found, by))
        report = _report(found, receipt.name)
        read = as_said_by(reading.read(report, kit_for(report.language)), found)
        here.shelf.put([of_report(report, read, "notification")])
    if json:
        print(as_json({"record": receipt.name, "member": found.member, "claims": len(read.claims)}))
        return DONE
    print(
        f"{found.member} notifies: {found.title}\nsealed; {len(read.claims)} claims of {found.member}, none of ours"
    )
    for one in found.attached:
        print(
            f"    {one.title}  sha256 {one.digest[:16]}…  collected by {one.collected_by or 'nobody named'}"
        )
    return DONE


def _attached(table: Mapping[str, str], folder: Path, here: Node) -> Attached:
    extra = set(table) - {"file", "collected_by", "collected_at", "how"}
    if extra or "file" not in table:
        raise BadNotification(
            f"an [[evidence]] table says {', '.join(sorted(table))}; it says file, collected_by, collected_at, how"
        )
    path = (folder / table["file"]).resolve()
    if folder.resolve() not in path.parents:
        raise BadNotification(
            f"evidence file {table['file']!r} lies outside the notification's folder"
        )
    try:
        data = path.read_bytes()
    except OSError as err:
        raise BadNotification(
            f"evidence file {table['file']!r} cannot be read: {err.strerror}"
        ) from err
    return Attached(
        digest=here.vault.put(data),
        size=len(data),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        title=path.name,
        collected_by=table.get("collected_by"),
        collected_at=table.get("collected_at"),
        how=table.get("how"),
    )


def _custody(of: Notification, by: str) -> tuple[Custody, ...]:
    """The member says who collected a file; this node says that it took it in."""
    return tuple(
        Custody(
            evidence=one.digest,
            act="ingested",
            by=by,
            at=of.at,
            note=f"with the notification of {of.member}",
        )
        for one in of.attached
    )


def _report(of: Notification, name: str) -> Report:
    given = Given(
        source=f"Notification of {of.member}", published=f"{of.at:%Y-%m-%d}", title=of.title,
        captured_at=of.at, given_id=name,
    )  # fmt: skip
    found = next(iter(intake.reports(of.text.encode(), f"{name}.txt", form="text", given=given)))
    if not isinstance(found, Report):
        raise Unusable(f"the text of the notification cannot be used: {found}")
    return found
