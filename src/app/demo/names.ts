import type { Random } from "./random.ts";

const GIVEN =
  "Ada Amir Ana Ben Carla Chen Clara Daniel Dara Elena Emil Farah Felix Grace Hana Hugo Ines Ivan Jonas Joy Kai Kofi Lara Leo Lin Lucas Maya Mia Milan Nadia Nils Nora Omar Otto Paula Priya Rafael Rosa Samir Sara Sofia Tara Theo Tom Uma Vera Viktor Wen Yara Zoe".split(
    " ",
  );
const FAMILY =
  "Abbott Adeyemi Alvarez Arnold Bakker Banerjee Barros Becker Bianchi Brandt Carter Castro Chandra Costa Dahl Dube Duval Egan Eriksen Farrell Fischer Fontaine Ganz Greco Hadid Hayes Holm Ishii Jansen Jung Kaya Keller Kimura Larsen Laurent Lindqvist Marino Mbeki Meyer Moreau Nakamura Novak Okafor Olsen Park Pereira Quinn Rao Rossi Sato Silva Steiner Tanaka Torres Ueda Vance Vogel Walsh Weber Yamada Zeller".split(
    " ",
  );
const FIRST_WORDS =
  "Alder Amber Ash Birch Blue Bright Cedar Clear Copper Crescent Delta East Elm Falcon First Granite Green Grey Harbor High Iron Juniper Lake Linden Long Maple Meadow Mill North Oak Old Orchard Pine Quarry Red River Rowan Sand Silver Spring Stone Summit Sun Upper Valley West White Willow Wind Wood".split(
    " ",
  );
const SECOND_WORDS =
  "Aqua Beverages Brewing Chemicals City Dairy Energy Estates Farms Fisheries Foods Glass Health Holdings Hotels Industries Labs Logistics Mining Mills Paper Pharma Ports Power Refining Resorts Shipping Steel Textiles Utilities Water Works".split(
    " ",
  );

export type PersonName = { readonly name: string; readonly email: string };

/** Invented people, each name once. */
export class PersonNames {
  readonly #taken = new Set<string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): PersonName {
    const [given, family] = [oneOf(this.#random, GIVEN), oneOf(this.#random, FAMILY)];
    if (this.#taken.has(family)) return this.next();
    this.#taken.add(family);
    return { name: `${given} ${family}`, email: `${given}.${family}@example.com`.toLowerCase() };
  }
}

/** Invented companies, each name once. */
export class CompanyNames {
  readonly #taken = new Set<string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): { readonly name: string; readonly industry: string } {
    const industry = oneOf(this.#random, SECOND_WORDS);
    const name = `${oneOf(this.#random, FIRST_WORDS)} ${oneOf(this.#random, FIRST_WORDS).toLowerCase()} ${industry}`;
    const joined = name.replace(" ", "");
    if (this.#taken.has(joined)) return this.next();
    this.#taken.add(joined);
    return { name: joined, industry };
  }
}

function oneOf(random: Random, list: readonly string[]): string {
  return list[random.whole(0, list.length - 1)] ?? "";
}
