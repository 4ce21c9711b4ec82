//! `import markdown` of pages as APIs have them, each with what used to be lost of it.

use super::import_errors;

fn import_page(page: &str) -> String {
    import_errors("markdown", page)
}

#[test]
fn quotes_are_no_part_of_codes() {
    insta::assert_snapshot!(import_page(
        "| Error | Description |\n|--|--|\n| `\"no_text\"` | There is no text. |\n| 'too_long' | It is too long. |\n\
         | “not_authed” | There is no token. |\n| «gone» | It was deleted. |\n"
    ), @"
    - code: no_text
      meaning: There is no text.

    - code: too_long
      meaning: It is too long.

    - code: not_authed
      meaning: There is no token.

    - code: gone
      meaning: It was deleted.
    ");
}

#[test]
fn headings_in_other_words() {
    insta::assert_snapshot!(import_page(
        "| PostgreSQL error code(s) | Condition name |\n|--|--|\n| **Class 22 — Data** | |\n\
         | `22008` | `datetime_overflow` |\n| `22012` | `division_by_zero` |\n"
    ), @"
    - code: 22008
      name: DatetimeOverflow
      meaning: TODO. Say in a sentence when this occurs.
      group: class_22_data

    - code: 22012
      name: DivisionByZero
      meaning: TODO. Say in a sentence when this occurs.
      group: class_22_data
    ");
    insta::assert_snapshot!(import_page(
        "| HTTP | gRPC | Description |\n|--|--|--|\n| 400 | `INVALID_ARGUMENT` | A value is wrong. |\n"
    ), @"
    - code: INVALID_ARGUMENT
      status: 400
      meaning: A value is wrong.
    ");
    insta::assert_snapshot!(import_page("| | |\n|--|--|\n| 402 - Request Failed | It failed. |\n"), @"
    # TODO: line 3: its status is said to be `402 - Request Failed`
    - status: 402
      meaning: It failed.
    ");
}

#[test]
fn blank_lines_in_a_table() {
    insta::assert_snapshot!(import_page(
        "| Value | Meaning |\n\n|--|--|\n\n| 4 | It is locked. |\n\n| 5 | It is lost. |\n"
    ), @"
    - code: 4
      meaning: It is locked.

    - code: 5
      meaning: It is lost.
    ");
    insta::assert_snapshot!(import_page("| 404 | `gone` | It was deleted. |\n| 429 | `slow` | Too much. |\n"), @"
    - code: gone
      status: 404
      meaning: It was deleted.

    - code: slow
      status: 429
      meaning: Too much.
    ");
}

#[test]
fn rows_about_one_code_keep_what_each_says() {
    insta::assert_snapshot!(import_page(
        "| Code | Name | Meaning | Retry |\n|--|--|--|--|\n| 7 | `busy` | It is busy. | yes |\n\
         | 7 | `locked` | It is locked. | no |\n"
    ), @"
    # TODO: line 4: its `name` is also said to be `Locked`
    # TODO: line 4: its `retry` is also said to be `never`
    # TODO: line 4: merged, as it has the code and the status of this entry
    - code: 7
      name: Busy
      meaning: It is busy.
      causes:
        - It is locked.
      retry: { backoff: 1s, retries: 5 }
    ");
}

#[test]
fn codes_that_repeat_the_reason_phrase() {
    insta::assert_snapshot!(import_page(
        "| Error code | Description | HTTP status code |\n|--|--|--|\n\
         | TemporaryRedirect | The bucket moved. | 307 Temporary Redirect |\n\
         | NotImplemented | A header is unknown. | 501 Not Implemented |\n"
    ), @"
    - code: TemporaryRedirect
      status: 307
      meaning: The bucket moved.

    - code: NotImplemented
      status: 501
      meaning: A header is unknown.
    ");
}

#[test]
fn successes_are_left_out_with_their_line() {
    insta::assert_snapshot!(import_page(
        "| Code | Meaning |\n|--|--|\n| 0 | Success |\n| 4 | It is locked. |\n\n\
         | Code | Number | Description |\n|--|--|--|\n| OK | 0 | No error. |\n| CANCELLED | 1 | The caller went away. |\n"
    ), @"
    # TODO: line 3: left out, as it is no error: 0 | Success
    # TODO: line 8: left out, as it is no error: OK | 0 | No error.
      - code: 4
        meaning: It is locked.

      # TODO: line 9: `Number` is `1`
      - code: CANCELLED
        meaning: The caller went away.
    ");
}

#[test]
fn causes_links_products_and_display_messages() {
    insta::assert_snapshot!(import_page(
        "| Code | Message | Log level | Product | Possible causes | Solutions | Display message |\n\
         |--|--|--|--|--|--|--|\n\
         | [20003](https://a.example/20003) | Permission denied | Error | Accounts | The key is old. | \
         See [keys](https://a.example/keys). | You may not. |\n"
    ), @r#"
    # TODO: line 3: `Log level` is `Error`
    - code: 20003
      meaning: Permission denied
      causes:
        - The key is old.
      user_message: You may not.
      guidance: "See [keys](https://a.example/keys)."
      docs: "https://a.example/20003"
      group: accounts
    "#);
}

#[test]
fn longest_column_without_a_heading_is_the_meaning() {
    insta::assert_snapshot!(import_page(
        "| | | |\n|--|--|--|\n| 200 | OK | It worked. |\n| 401 | Unauthorized | There is no valid key. |\n\
         | 402 | Request Failed | The request was right, and failed. |\n"
    ), @"
    # TODO: line 3: left out, as it is no error: 200 | OK | It worked.
      - status: 401
        meaning: There is no valid key.

      # TODO: line 5: a cell without a heading says `Request Failed`
      - status: 402
        meaning: The request was right, and failed.
    ");
}

#[test]
fn status_as_the_code_of_a_success() {
    insta::assert_snapshot!(import_page(
        "| Code | Description | HTTP status |\n|--|--|--|\n| 200 | All is well | 200 |\n| NoSuchKey | There is no key. | 404 |\n"
    ), @"
    # TODO: line 3: left out, as it is no error: 200 | All is well | 200
      - code: NoSuchKey
        status: 404
        meaning: There is no key.
    ");
}

#[test]
fn causes_in_a_cell_are_parted() {
    insta::assert_snapshot!(import_page(
        "| Code | Message | Causes |\n|--|--|--|\n\
         | 10001 | Account is not active | - It is suspended<br>- It is closed |\n"
    ), @"
    - code: 10001
      meaning: Account is not active
      causes:
        - It is suspended
        - It is closed
    ");
}

#[test]
fn numbers_and_their_names_in_one_cell() {
    insta::assert_snapshot!(import_page(
        "| Code | Description |\n|--|--|\n| 0 Success | It went well. |\n\
         | 1 BadToken | The token is old. |\n| -2: IP_BANNED | Too much came. |\n"
    ), @"
    # TODO: line 3: left out, as it is no error: 0 Success | It went well.
      - code: 1
        name: BadToken
        meaning: The token is old.

      - code: -2
        name: IpBanned
        meaning: Too much came.
    ");
}

#[test]
fn heading_below_a_code_is_its_meaning() {
    insta::assert_snapshot!(import_page(
        "# Item errors\n\n#### ITEM_LOGIN_REQUIRED\n\n##### The password of the user has changed\n\n\
         ##### Common causes\n\n* The user changed it\n\n#### ITEM_NOT_FOUND\n\nIt is gone.\n\n##### See all of the items\n"
    ), @"
    # TODO: lines 1, 15: these headings aren't taken: `Item errors`, `See all of the items`
      - code: ITEM_LOGIN_REQUIRED
        meaning: The password of the user has changed
        causes:
          - The user changed it

      - code: ITEM_NOT_FOUND
        meaning: It is gone.
    ");
}

#[test]
fn statuses_beside_codes_in_items() {
    insta::assert_snapshot!(import_page(
        "# Errors\n\n- 400 - `bad_request`: The format is wrong.\n- **403** – `forbidden` – See [roles](/roles).\n\
         - 401 - Unauthorized - There is no key.\n- 500 - `api_error`\n\
         - `slow_down` - 429 - Too much came.\n- `gone`: 410 pages were moved.\n"
    ), @r#"
    - code: bad_request
      status: 400
      meaning: The format is wrong.

    - code: forbidden
      status: 403
      meaning: "See [roles](/roles)."

    - status: 401
      meaning: Unauthorized - There is no key.

    - code: api_error
      status: 500
      meaning: TODO. Say in a sentence when this occurs.

    - code: slow_down
      status: 429
      meaning: Too much came.

    - code: gone
      meaning: "410 pages were moved."
    "#);
}

#[test]
fn statuses_above_the_codes_that_share_them() {
    insta::assert_snapshot!(import_page(
        "# Errors\n\n## 400 Bad Request\n\n### invalid_json\n\nThe body is no JSON.\n\n### missing_field\n\nA field is missing.\n\n\
         ## 403\n\nYou may not.\n\n- `no_role`: A [role](/roles) is missing.\n\n\
         ## Others\n\n- 404 Not Found\n  - `no_post`: There is no post.\n  - `no_user`\n- 409: Two wrote.\n"
    ), @r#"
    # TODO: line 19: the heading `Others` isn't taken
      - code: invalid_json
        status: 400
        meaning: The body is no JSON.

      - code: missing_field
        status: 400
        meaning: A field is missing.

      - status: 403
        meaning: You may not.

      - code: no_role
        status: 403
        meaning: "A [role](/roles) is missing."

      - code: no_post
        status: 404
        meaning: There is no post.

      - code: no_user
        status: 404
        meaning: TODO. Say in a sentence when this occurs.

      - status: 409
        meaning: Two wrote.
    "#);
}

#[test]
fn sections_are_errors() {
    insta::assert_snapshot!(import_page(
        "# Codes\n\n### -1003 TOO_MANY_REQUESTS\n\n- Too many requests are queued.\n- The address is banned.\n\n\
         ### `rate_limited` (429)\n\nToo much came. See [limits](/limits).\n\n**Solution:** Wait.\n\n\
         ```sh\nsleep 60\n```\n\n#### Log level\n\nError\n"
    ), @r#"
    - code: "-1003"
      name: TooManyRequests
      meaning: Too many requests are queued.
      causes:
        - The address is banned.

    # TODO: lines 8–20: `Log level` is `Error`
    - code: rate_limited
      status: 429
      meaning: "Too much came. See [limits](/limits)."
      guidance: |-
        Wait.

        ```sh
        sleep 60
        ```
    "#);
}

#[test]
fn items_of_lists_are_errors() {
    insta::assert_snapshot!(import_page(
        "# Errors\n\n- `card_declined` (402): The bank said no.\n- **404** `no_card` — There is no card.\n\
         - [`expired`](https://a.example/expired) – It has expired.\n\n# Parameters\n\n- `limit` – How many there are.\n"
    ), @r#"
    # TODO: left out what may be errors, as no heading says so: `limit` (line 9)
    # TODO: line 7: the heading `Parameters` isn't taken
      - code: card_declined
        status: 402
        meaning: The bank said no.

      - code: no_card
        status: 404
        meaning: There is no card.

      - code: expired
        meaning: It has expired.
        docs: "https://a.example/expired"
    "#);
}

#[test]
fn section_about_a_code_of_a_table() {
    insta::assert_snapshot!(import_page(
        "| HTTP | Code | Meaning |\n|--|--|--|\n| 401 | invalid_token | The token is wrong. |\n\n\
         ## 401 invalid_token\n\nGet another one.\n"
    ), @"
    - code: invalid_token
      status: 401
      meaning: The token is wrong.
      guidance: Get another one.
    ");
}

#[test]
fn tables_below_statuses_and_topics() {
    insta::assert_snapshot!(import_page(
        "## 400 Bad Request\n\n| Code | Meaning |\n|--|--|\n| bad_json | It is no JSON. |\n\n\
         ## Billing\n\n| Code | Meaning |\n|--|--|\n| no_money | There is none. |\n"
    ), @"
    - code: bad_json
      status: 400
      meaning: It is no JSON.

    - code: no_money
      meaning: There is none.
      group: billing
    ");
}

#[test]
fn escapes_and_entities_stay_markdown() {
    insta::assert_snapshot!(import_page(
        "| Code | Meaning |\n|--|--|\n| rate\\_limited | `a`, \\*b\\* &amp; <br> c: #d |\n"
    ), @r#"
    - code: rate_limited
      meaning: "`a`, \\*b\\* &amp; c: #d"
    "#);
}
