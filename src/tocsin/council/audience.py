"""Who may hold the acts of a case: the headers go to its audience and to nobody else."""

from tocsin.records import Case, Charter


def readers(charter: Charter, case: Case) -> frozenset[str]:
    """The members and offices whose nodes may be sent the acts of a case.

    That is the audience pinned at its opening with the parties and the registrars; without one, all members and holders
    of a role. Bodies go to fewer: each names its own readers.
    """
    if not case.audience:
        return frozenset((*charter.members, *charter.registrars, *(m for _, m in charter.roles)))
    return frozenset((*case.audience, *charter.registrars, *(m for _, m in case.parties)))
