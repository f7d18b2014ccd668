"""What people judge: assessments, their reviews, whether two incidents are one. Each is sealed beside what it is about."""

from msgspec.structs import replace

from tocsin.desk.day import DONE
from tocsin.desk.node import Node, node
from tocsin.desk.settings import Unusable, now
from tocsin.ledger import NotInLedger
from tocsin.records import Assessment, Review, Sameness, name_of
from tocsin.register import (
    BadAssessment,
    BadSameness,
    Edit,
    assess,
    assessed,
    judged,
    review,
    revise,
    same,
    united,
)


def assessed_as(of: Assessment) -> int:
    """Seal an assessment. `about` may be an incident's number: its newest version is meant."""
    with node() as here:
        try:
            found = assess(_named(here, of))
        except BadAssessment as err:
            raise Unusable(str(err)) from err
        receipt = here.seal(found)
    print(f"{receipt.name}: {judged(found)}")
    return DONE


def _named(here: Node, of: Assessment) -> Assessment:
    known = here.incidents()
    if of.about in known:
        return replace(of, about=known[of.about][0])
    try:
        here.ledger.read(of.about)
    except NotInLedger as err:
        raise Unusable(f"{err}; name an incident by its number, or a sealed record") from err
    return of


def reviewed(name: str, by: str, *, agrees: bool, note: str | None) -> int:
    """Seal a review of an assessment, and the new standing of the incident where it changes."""
    with node() as here:
        of = here.ledger.read(name).word
        if not isinstance(of, Assessment):
            raise Unusable(f"{name} is no assessment")
        try:
            found = review(of, by, now(), agrees=agrees, note=note)
        except BadAssessment as err:
            raise Unusable(str(err)) from err
        here.seal(found)
        print(f"{name}: {judged(of, [found])}")
        _restand(here, of, by)
    return DONE


def _restand(here: Node, of: Assessment, by: str) -> None:
    """The next version of the incident whose standing the reviews have changed, if they have."""
    about = next((i for n, i in here.incidents().values() if of.about in (n, i.supersedes)), None)
    if about is None:
        return
    stands = assessed(about, here.every(Assessment), here.every(Review))
    if stands != about.standing:
        note = f"standing after the review of {name_of(of)}"
        fresh = revise(
            about, Edit(seen=about, changes={"standing": stands}, by=by, at=now(), note=note)
        )
        here.seal(fresh)
        print(f"{about.number} now stands as: {stands}")


def judgements(number: str) -> int:
    """Print the assessments of every version of an incident, with their reviews."""
    with node() as here:
        names = {name_of(version) for version in here.versions(number)}
        reviews = list(here.every(Review))
        about = [one for one in here.every(Assessment) if one.about in names]
    for one in about:
        print(f"{name_of(one)}\n  {judged(one, reviews)}")
    if not about:
        print(f"Nobody has assessed {number} yet. `tocsin assess {number} …` does.")
    return DONE


def same_as(of: Sameness) -> int:
    """Seal whether two incidents are one, and print the groups that now stand."""
    with node() as here:
        known = here.incidents()
        for number in (of.a, of.b):
            here.incident(number)
        try:
            here.seal(same(of))
        except BadSameness as err:
            raise Unusable(str(err)) from err
        groups = united(known, here.every(Sameness))
    for group in groups:
        print(" = ".join(group) + f"  {known[group[0]][1].title}")
    return DONE
