"""Who lives in the demonstration. The keys are the names in `talk/`."""

from typing import NamedTuple


class Character(NamedTuple):
    first_name: str
    last_name: str

    @property
    def email(self) -> str:
        """`example` is reserved (RFC 2606): no mail to it can ever reach anybody."""
        return f"{self.first_name.lower().replace('á', 'a')}@demo.example"


CAST = {
    "lena": Character("Lena", "Brandt"),
    "mira": Character("Mira", "Adler"),
    "tomas": Character("Tomás", "Ortega"),
    "june": Character("June", "Walsh"),
    "kofi": Character("Kofi", "Nkansah"),
    "ines": Character("Ines", "Duarte"),
    "bram": Character("Bram", "de Vries"),
    "yuki": Character("Yuki", "Sato"),
    "oskar": Character("Oskar", "Lind"),
    "paul": Character("Paul", "Marchetti"),
    "rosa": Character("Rosa", "Keller"),
}
