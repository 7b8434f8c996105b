"""Prints so many articles as JSON lines, all different, every thousandth without text."""

import json
import sys

TOWNS = ["Halverd", "Corran", "Olm", "Varn", "Brock", "Tarn", "Halm", "Skarn", "Ebern", "Quarnby"]
WORKS = ["bridge", "library", "ferry pier", "school", "tram line", "water tower", "market hall"]


def article(n):
    town, work = TOWNS[n % 10], WORKS[n % 7]
    cost, days = n % 89 + 2, n % 300 + 30
    return (
        f"{town} will rebuild its {work} for {cost}.{n % 9 + 1} million euros, the council decided on {n % 28 + 1} May. "
        f"The works are to begin in week {n % 50 + 1} and take {days} days.\n\n"
        f"Mayor Anna Brandt said that {n + 1} people had signed the petition of the residents. "
        f"The region pays {n % 60 + 20} percent of the cost. "
        f"An engineer found {n % 40 + 3} cracks in the {work} in {1990 + n % 30}.\n\n"
        f"During the works, {n % 12 + 2} buses an hour will run from {TOWNS[(n + 3) % 10]}. "
        f"A ticket stays at {n % 4 + 1}.50 euros until the end of the year."
    )


for n in range(int(sys.argv[1])):
    print(json.dumps({"id": f"{n:05d}", "text": article(n) if n % 1000 != 999 else ""}))
