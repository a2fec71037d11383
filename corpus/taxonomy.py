"""The fixed names of the taxonomy: stored, exported, tested, never renamed."""

from __future__ import annotations

RELEVANCE: dict[str, str] = {
    "core": "trafficking in persons, slavery, forced labour or smuggling of migrants, with a Maghreb link",
    "related": "irregular migration, child labour, prostitution or abuse of migrants with a Maghreb link; "
    "trafficking only a side aspect",
    "offtopic": "anything else, trafficking with no Maghreb link included",
}

COUNTRIES: dict[str, str] = {
    "MA": "Morocco",
    "DZ": "Algeria",
    "TN": "Tunisia",
    "LY": "Libya",
    "MR": "Mauritania",
    "EH": "Western Sahara",
}

LANGUAGES: dict[str, str] = {"ar": "Arabic", "fr": "French", "en": "English"}

TOPICS: dict[str, str] = {
    "sexual_exploitation": "forced prostitution, procuring, pornography, forced or sham marriage",
    "forced_labour": "domestic servitude, debt bondage, confiscated passports, forced begging of adults, "
    "scam compounds, forced criminality",
    "slavery": "hereditary or descent-based slavery, slave markets",
    "child_trafficking": "child victims: sale of infants, begging, child labour as exploitation, child soldiers",
    "organ_trafficking": "trade in or removal of organs",
    "migrant_smuggling": "passeurs, harga, irregular crossings organised by networks",
    "networks_arrests": "dismantling, arrests, raids, rescues by police",
    "prosecution": "investigations by prosecutors, trials, convictions, sentences",
    "legislation_policy": "laws, bills, national plans and strategies, commissions and authorities",
    "victim_protection": "referral mechanism, identification, shelters, hotline, assistance, repatriation",
    "prevention_awareness": "campaigns, training, education, world day",
    "international_cooperation": "bilateral agreements, UN, EU, Interpol, sanctions",
    "tip_report": "US Trafficking in Persons report tiers, other international rankings and reports",
    "corruption_complicity": "complicity of officials, bribery, impunity",
    "drivers": "poverty, unemployment, inequality, conflict as causes",
    "online_recruitment": "social media and digital technology as a means",
}
