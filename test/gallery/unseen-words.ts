/** Words of which there is no picture yet: this list may only get shorter. New words need a row that shows them. */
export const UNSEEN_WORDS: ReadonlySet<string> = new Set(
  `
    done_reopen problem_unknown_option undone unknown_person characters_left one_character_left problem_not_clearable problem_kinds_differ
    problem_incomplete toast_undone toast_reopened_waiting toast_undone_waiting toast_offline toast_not_reopened
    toast_not_undone toast_not_opened aside_many reload_page no_control_storage no_control_unknown_page
    no_control_browser_page no_control_store_page no_control_file_page no_control_accounts_page no_control_off
    no_control_updated no_control_not_running no_control_some_closed_places no_control_no_links
    no_control_private_window no_control_signed_out control_there_one unseen_act unseen_why waiting_one parked_one
    next_try next_try_at trying_now held_now untitled all_day_words not_a_date not_a_date_kept field_unreadable
    unread_value someone open_in_lark open_in_client refused_here refused_hidden refused_as refused_because
    scopes_needed scopes_unknown hosts_refused copied grant_fixed site_wrong shortcuts_by_hand sample_reopened
    step_failed problem_needs_due problem_not_with_completion problem_tip_too_long one_character
    saving_rule_then_completion saving_reopens_then_rule saving_reopens saving_completes saving_completes_anew
    language_zh_hk language_zh_tw language_ja_jp language_fr_fr language_it_it language_de_de language_ru_ru
    language_th_th language_es_es language_ko_kr request_number repeat_words_each_week repeat_words_each_month
    repeat_words_monthly_day repeat_words_monthly_weekday nth_1 nth_2 nth_3 nth_4 nth_5 nth_last repeat_kept
    day_of_month day_of_month_short which_week weekday repeat_needs_due repeat_unreadable repeat_ends
    platform_name_ios platform_name_android add_this_language unnamed_option hidden_option hidden_stays
    rounded_whole rounded_one rounded_to problem_number_too_long problem_one_person_only problem_too_many_chosen
    unnamed_field many_lists is_subtask reminder_at_due reminder_after reminder_that_day reminder_before_day
    reminder_negative waits_for others_wait choose_first problem_wrong_kind problem_chosen_twice
    problem_not_a_date problem_hidden_option custom_no_edit_right
  `
    .trim()
    .split(/\s+/),
);
