"""Evidence in the forms that archives and courts take: WARC, WACZ, BagIt, with RO-Crate and PROV beside them."""

from tocsin.ledger.packages.archive import Archive, archive
from tocsin.ledger.packages.bagit import bag, check_bag
from tocsin.ledger.packages.crate import crate
from tocsin.ledger.packages.items import Item, Wrong
from tocsin.ledger.packages.prov import prov
from tocsin.ledger.packages.wacz import check_wacz, wacz
from tocsin.ledger.packages.warc import BadWarc, check_warc, warc

__all__ = [
    "Archive",
    "BadWarc",
    "Item",
    "Wrong",
    "archive",
    "bag",
    "check_bag",
    "check_wacz",
    "check_warc",
    "crate",
    "prov",
    "wacz",
    "warc",
]
