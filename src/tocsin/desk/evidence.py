"""Evidence at the desk: its custody, packages of it for archives, and the check of such packages."""

from pathlib import Path

from tocsin.desk.answers import said
from tocsin.desk.day import DONE
from tocsin.desk.node import in_one_line, node
from tocsin.desk.settings import Unusable, now
from tocsin.desk.show import as_json
from tocsin.ledger import custody, export
from tocsin.ledger.bundle import Bundle
from tocsin.ledger.packages import Archive, archive, check_bag, check_wacz, check_warc
from tocsin.records import Custody, Tombstone

DOES_NOT_HOLD = 1


def shown(digest: str, *, json: bool) -> int:
    """The chain of custody of a piece of evidence."""
    with node() as here:
        steps = custody(here.ledger, digest)
    if not steps:
        raise Unusable(f"nothing is sealed about the evidence {digest}; it is named by its SHA-256")
    if json:
        rows = [
            said(index=s.index, act=s.act, by=s.by, at=s.at, note=s.note, odd=s.odd) for s in steps
        ]
        print(as_json(rows))
        return DONE
    for s in steps:
        odd = f"  ({s.odd})" if s.odd else ""
        print(f"{s.index:>6}  {s.at.isoformat()}  {s.act:<12} {s.by}{odd}")
    return DONE


def deleted(digest: str, by: str, reason: str, basis: str) -> int:
    """A page taken away for good: the tombstone and the step of custody are sealed first, then the bytes go."""
    with node() as here:
        if not here.vault.holds(digest):
            raise Unusable(f"there is no evidence {digest} here; it is named by its SHA-256")
        moment = now()
        stone = Tombstone(name=digest, digest=digest, reason=reason, basis=basis, by=by, at=moment)
        here.seal(stone, Custody(evidence=digest, act="deleted", by=by, at=moment, note=reason))
        here.vault.remove(digest)
    print(f"{digest} is deleted; its digest, the reason and the basis stay in the log")
    return DONE


def packed(number: str, out: Path, by: str) -> int:
    """A bag with everything about an incident: export, captured pages as WACZ, PROV, RO-Crate."""
    if out.exists():
        raise Unusable(f"{out} is there already; a package goes to a new folder")
    with node() as here:
        name, found = here.incident(number)
        moment = now()
        copied = (
            Custody(evidence=item.digest, act="copied", by=by, at=moment, note=f"to {out.name}")
            for item in found.evidence
        )
        here.seal(
            *copied, Custody(evidence=name, act="copied", by=by, at=moment, note=f"to {out.name}")
        )
        place = out.with_name(f".{out.name}.zip")
        try:
            export(here.ledger, name, place, by=by, at=moment, captures=here.vault)
            files = archive(
                here.ledger, here.vault, Archive(found, by, moment), Bundle.read(place).files
            )
        finally:
            place.unlink(missing_ok=True)
        for path, data in files.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
    print(
        f"{number} is in the bag {out} ({len(files)} files); check it with: tocsin evidence check {out}"
    )
    return DONE


def checked(place: Path) -> int:
    """Check a WACZ, a WARC or a bag; exit 1 if something in it is not as it should be."""
    with in_one_line():
        if place.is_dir():
            files = {
                f.relative_to(place).as_posix(): f.read_bytes()
                for f in place.rglob("*")
                if f.is_file()
            }
            wrong = list(check_bag(files))
            packages = [path for path in files if path.endswith(".wacz")]
            wrong += [w for path in packages for w in check_wacz(files[path])]
        elif place.name.endswith((".warc.gz", ".wacz")):
            data = place.read_bytes()
            wrong = list(check_wacz(data) if place.suffix == ".wacz" else check_warc(data))
        else:
            raise Unusable(f"{place} is no bag (a folder), no .wacz and no .warc.gz")
    print("\n".join(f"fails  {w.item}: {w.why}" for w in wrong) or f"{place} holds in every part")
    return DOES_NOT_HOLD if wrong else DONE
