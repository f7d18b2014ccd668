"""What can be wrong with what the council is given: one error for each thing that a caller can act on."""


class BadProcedure(ValueError):
    """A procedure file that cannot be used. Each line of the message is a finding: `file:line: what; what would be right`."""


class BadCharter(ValueError):
    """A charter that cannot be used; the message says which field and what is allowed."""


class BadAct(ValueError):
    """An act that must not be kept: the message says who, what, where the case stands and what is allowed."""


class UnknownKey(BadAct):
    """An act signed with a key that the charter does not know, or that is no longer good. Fetch the charter."""


class BadSignature(BadAct):
    """A signature that does not hold over the act. Nobody said this; drop it."""


class ClockAhead(BadAct):
    """An act whose signer's clock runs ahead of ours by more than a day. Offer it again when its hour has come."""


class BadDialogue(ValueError):
    """A dialogue that cannot be read or does not come out as written: `file:line: what; what would be right`."""
