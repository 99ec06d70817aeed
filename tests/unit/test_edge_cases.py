"""Which test holds which edge case of Telegram and WhatsApp; a case without its test, or a test that is gone, fails."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from bot.settings import ROOT

TELEGRAM = {
    "the same update_id twice": (
        "integration/test_telegram_http.py::test_duplicate_update_id_arrives_with_the_same_external_id",
        "contract/test_stores.py::test_a_message_is_stored_once",
    ),
    "secret header wrong or missing": (
        "integration/test_telegram_webhook.py::test_wrong_or_missing_secret_header",
    ),
    "429 in the middle of a broadcast": (
        "integration/test_broadcast.py::test_429_in_the_middle_of_a_broadcast",
    ),
    "403 stops the contact, /start resumes it": (
        "integration/test_telegram_http.py::test_403_stops_the_contact_and_start_resumes",
        "e2e/test_telegram.py::test_somebody_who_blocked_us_is_left_alone_and_welcome_back",
    ),
    "4097 characters, no Bengali grapheme and no tag broken": (
        "integration/test_telegram_sends.py::test_4097_characters_are_split_without_breaking_a_bengali_grapheme_or_a_tag",
        "unit/channels/test_render.py::test_4097_characters_are_two_messages",
    ),
    "callback_data of 65 bytes": (
        "integration/test_telegram_sends.py::test_callback_data_of_65_bytes_is_never_sent",
        "unit/conversation/test_payloads.py::test_every_payload_of_the_real_content_fits_every_channel",
    ),
    "stale button": ("integration/test_telegram_http.py::test_a_stale_button_arrives_all_the_same",),
    "double tap": (
        "integration/test_telegram_http.py::test_a_double_tap_has_one_answer",
        "unit/channels/test_telegram_presses.py::test_double_tap",
    ),
    "message is not modified": ("integration/test_telegram_sends.py::test_message_is_not_modified_is_success",),
    "language_code absent": ("unit/channels/test_telegram_parse.py::test_language_code_absent",),
    "somebody else's contact": ("unit/channels/test_telegram_media.py::test_somebody_elses_contact_shared_is_media",),
    "malformed deep link": (
        "unit/channels/test_telegram_commands.py::test_malformed_deep_link_greets",
        "e2e/test_telegram.py::test_a_link_opens_with_an_answer",
    ),
    "edited message": (
        "unit/channels/test_telegram_parse.py::test_edited_messages",
        "e2e/test_telegram.py::test_an_edited_message_gets_the_sentence",
    ),
    "message in a group": (
        "unit/channels/test_telegram_groups.py::test_group_messages_that_do_not_address_the_bot",
        "e2e/test_telegram.py::test_a_group_is_left_in_peace_unless_it_speaks_to_us",
    ),
    "unsupported media": (
        "unit/channels/test_telegram_media.py::test_unsupported_media",
        "e2e/test_telegram.py::test_what_is_not_text_gets_the_sentence",
    ),
}  # fmt: skip

WHATSAPP = {
    "GET challenge": ("integration/whatsapp/test_http.py::test_get_challenge",),
    "signature over the raw bytes": (
        "integration/whatsapp/test_http.py::test_signature_over_the_raw_bytes",
        "integration/test_whatsapp_service.py::test_a_wrong_signature_stores_nothing",
    ),
    "several entries, messages and statuses in one POST": (
        "unit/channels/test_whatsapp_parse.py::test_several_entries_messages_and_statuses_in_one_post",
        "integration/test_whatsapp_service.py::test_several_messages_in_one_post_are_all_answered_in_order",
    ),
    "repeated wamid in a different body": (
        "integration/whatsapp/test_http.py::test_repeated_wamid_has_the_same_id",
        "integration/test_whatsapp_service.py::test_a_repeated_message_in_a_different_body_is_answered_once",
    ),
    "contact without phone": ("integration/whatsapp/test_sending.py::test_contact_without_phone",),
    "number change": (
        "unit/channels/test_whatsapp_parse.py::test_number_change",
        "integration/test_whatsapp_service.py::test_a_new_number_is_the_same_person",
    ),
    "status before the send answer": (
        "integration/whatsapp/test_sending.py::test_status_before_the_send_answer",
        "contract/test_outbox.py::test_status_before_the_send_answer",
    ),
    "read before delivered": (
        "contract/test_outbox.py::test_read_before_delivered",
        "integration/test_whatsapp_service.py::test_what_became_of_an_answer_is_kept_on_its_row",
    ),
    "failed after sent": ("contract/test_outbox.py::test_failed_after_sent_is_given_up_or_tried_again",),
    "window at 23:59 and 24:01": (
        "integration/whatsapp/test_sending.py::test_window_at_23_59_and_24_01",
        "integration/test_whatsapp_service.py::test_the_window_of_24_hours",
    ),
    "slow down on 4, 80007, 130429, 131048": (
        "unit/channels/test_whatsapp_errors.py::test_tier_exhausted_and_rate_limits_slow_the_whole_number_down",
        "integration/whatsapp/test_sending.py::test_each_error_code",
    ),
    "pair rate, 131056": (
        "integration/whatsapp/test_sending.py::test_the_pair_rate_backs_off_four_times_longer_with_one_person_only",
    ),
    "131053 and 5xx tried again": (
        "integration/whatsapp/test_sending.py::test_each_error_code",
        "integration/whatsapp/test_sending.py::test_an_upload_that_fails_is_tried_again",
    ),
    "131047 needs a template": ("integration/whatsapp/test_sending.py::test_window_at_23_59_and_24_01",),
    "131050 stops announcements only": (
        "unit/channels/test_whatsapp_errors.py::test_131050_stops_only_announcements",
        "contract/test_outbox.py::test_failed_because_the_person_is_gone_names_them",
    ),
    "131026 and 131049 not tried again at once": ("unit/channels/test_whatsapp_errors.py::test_each_error_code",),
    "template paused": (
        "integration/whatsapp/test_message_templates.py::test_template_paused_keeps_the_message_queued_and_it_goes_when_approved_again",
        "contract/test_template_store.py::test_template_paused_raises_the_alarm_once_and_goes_on_when_it_is_approved_again",
    ),
    "template re-categorised": (
        "contract/test_template_store.py::test_template_recategorised_raises_the_alarm_once",
    ),
    "template missing in one language": (
        "contract/test_template_store.py::test_a_template_missing_in_one_language",
        "integration/test_whatsapp_service.py::test_a_template_that_is_not_approved_keeps_the_message",
    ),
    "wrong parameter count": (
        "unit/services/test_templates.py::test_wrong_parameter_count_is_found_before_anything_is_queued",
        "integration/whatsapp/test_message_templates.py::test_wrong_parameter_count_is_refused_by_whatsapp_too",
    ),
    "21-character button": ("unit/channels/test_whatsapp_payloads.py::test_a_21_character_button_is_cut",),
    "11 rows": ("unit/channels/test_whatsapp_payloads.py::test_11_rows_are_10_and_a_number_in_the_text",),
    "1025-character body": (
        "unit/channels/test_whatsapp_payloads.py::test_a_1025_character_body_is_two_messages",
    ),
    "unsupported type": (
        "unit/channels/test_whatsapp_parse.py::test_what_people_do",
        "unit/channels/test_whatsapp_payloads.py::test_unsupported_type_of_a_file",
        "integration/test_whatsapp_service.py::test_what_cannot_be_read_gets_a_clear_answer",
    ),
    "expired media": ("integration/whatsapp/test_files.py::test_expired_media",),
    "stop and resume": (
        "integration/whatsapp/test_http.py::test_stop_and_resume",
        "integration/test_whatsapp_service.py::test_who_ends_marketing_in_whatsapps_own_settings",
        "integration/test_stop_everywhere.py::test_announcements_reach_only_who_opted_in_and_nobody_at_night",
    ),
    "tier exhausted": (
        "integration/whatsapp/test_sending.py::test_tier_exhausted_waits_as_long_as_the_service_says",
    ),
    "token 190": (
        "unit/channels/test_whatsapp_errors.py::test_token_190_is_said_in_the_alarm",
        "integration/whatsapp/test_http.py::test_token_190_or_a_wrong_number_is_told_at_the_start",
    ),
}  # fmt: skip
CASES = [(f"{channel}: {case}", tests) for channel, of in (("Telegram", TELEGRAM), ("WhatsApp", WHATSAPP))
         for case, tests in of.items()]  # fmt: skip


@cache
def functions(file: str) -> frozenset[str]:
    """Names of the tests in a file."""
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds) and node.name.startswith("test_"))


@pytest.mark.parametrize(("case", "tests"), CASES, ids=[case for case, _ in CASES])
def test_each_case_has_its_tests(case: str, tests: tuple[str, ...]) -> None:
    assert tests, case
    for test in tests:
        file, _, name = test.partition("::")
        assert name in functions(file), f"{case}: there is no {test}"


def test_the_table_is_whole() -> None:
    """As many as the two lists of edge cases name."""
    assert (len(TELEGRAM), len(WHATSAPP)) == (15, 28)
