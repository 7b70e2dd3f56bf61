"""Words that tell one question from another in no bank: question words, small words, words of instructions."""

from __future__ import annotations

_ENGLISH = """
    a about above all also an and any apply are as at be been being both but by choose did do does for from gave
    give given gives had has have he her here him his how in is it its many may more most much name named names
    no not of on one only or other out own said say says she so some that the their them then there these they
    this those to under was were what when where which while who whom whose why will with would
"""
_INDONESIAN = """
    ada adalah antara apa apakah atas atau bagaimana bagi banyak baru benar berapa berapakah berikut bila dalam
    dan dapat dari dengan di dia dua hal harus ia ini itu juga kapan karena ke kepada lain mana manakah mengapa
    mereka nya oleh pada para pilih saat saja sama satu sebagai sebuah sebutkan secara sedang semua seorang
    siapa siapakah suatu sudah tanpa telah tentang tersebut tidak untuk yaitu yakni yang
"""

COMMON = {
    "en": frozenset(_ENGLISH.split()),
    "id": frozenset(_INDONESIAN.split()),
}
"""Language -> words."""
