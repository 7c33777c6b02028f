"""Parameters that other sites add to an address to follow its readers: they are removed before it is read.

A link that was passed on in a social network, a newsletter or an advertisement carries them. They say nothing
to the map, so every address answers as without them, from the same cached answer, and no link repeats them.
Any other unknown parameter is an error.

Sources: the parameters that browsers remove (brave/brave-core, components/query_filter/utils.cc; the lists of
Firefox and Safari hold a part of it), and the campaign parameters that the documentation of Google Analytics,
Matomo, Meta, Naver and Daum names.
"""

from __future__ import annotations

from urllib.parse import unquote_plus

TRACKING = (
    # Google, Microsoft, Yandex, Yahoo
    "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid", "_ga",
    "_gac", "_gl",
    "msclkid", "yclid", "ymclid", "ysclid", "_openstat", "guce_referrer", "guce_referrer_sig",
    # Social networks
    "fbclid", "fb_action_ids", "fb_action_types", "fb_comment_id", "fb_ref", "fb_source", "mibextid",
    "__tn__",
    "igsh", "igshid", "twclid", "ref_src", "ref_url", "ttclid", "li_fat_id", "epik", "sccid", "rdt_cid",
    # Naver, Daum
    "napm", "n_media", "n_query", "n_rank", "n_ad_group", "n_ad_group_type", "n_ad", "n_keyword",
    "n_keyword_id",
    "n_campaign_type", "n_match", "dmkw", "dmskw", "dmcol",
    # Newsletters and advertising
    "mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hsfp", "__hssc", "__hstc", "hsctatracking", "mkt_tok", "_kx",
    "__s",
    "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "ml_subscriber", "ml_subscriber_hash", "bbeml",
    "bsft_clkid", "bsft_uid", "et_rid", "ss_email_id", "irclickid", "rb_clickid", "wickedid", "s_cid", "xtor",
    "_bhlid", "_branch_match_id", "_branch_referrer",
    # Every name that begins so: Google Analytics, Matomo, HubSpot
    "utm_*", "mtm_*", "pk_*", "piwik_*", "hsa_*",
)  # fmt: skip
"""Names in lower case; `*` at the end stands for any ending."""

_PREFIXES = tuple(name.removesuffix("*") for name in TRACKING if name.endswith("*"))
_NAMES = frozenset(TRACKING)


def is_tracking(name: str) -> bool:
    """Whether a parameter only follows readers; capitals make no difference."""
    name = name.lower()
    return name in _NAMES or name.startswith(_PREFIXES)


def without_tracking(query: str) -> str:
    """A query, as received, without such parameters, and otherwise unchanged."""
    if not query:
        return query
    parts = query.split("&")
    kept = [part for part in parts if not is_tracking(unquote_plus(part.partition("=")[0]))]
    return query if len(kept) == len(parts) else "&".join(kept)
