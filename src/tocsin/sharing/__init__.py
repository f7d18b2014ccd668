"""What may go to which member: keys, markings, sealed bodies, parcels between nodes. Its records are in `tocsin.records`."""

from tocsin.sharing.keys import Keyring, Span, Unheeded, keyring
from tocsin.sharing.markings import audience, join, lowers
from tocsin.sharing.signing import public, sign, signers

__all__ = [
    "Keyring",
    "Span",
    "Unheeded",
    "audience",
    "join",
    "keyring",
    "lowers",
    "public",
    "sign",
    "signers",
]
