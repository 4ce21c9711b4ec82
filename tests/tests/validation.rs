//! What is wrong with a request, as frameworks say it: each thing is a detail, with its kind, message and target.
#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use bytes::Bytes;
use errspec::{ApiError, ErrorKind};
use http::Response;

mod chained {
    errspec::errors!("catalogs/validation/chained.yaml");
}
mod django {
    errspec::errors!("catalogs/validation/django.yaml");
}
mod fastapi {
    errspec::errors!("catalogs/validation/fastapi.yaml");
}
mod google {
    errspec::errors!("catalogs/validation/google.yaml");
}
mod json_api {
    errspec::errors!("catalogs/validation/json-api.yaml");
}
mod laravel {
    errspec::errors!("catalogs/validation/laravel.yaml");
}
mod odata {
    errspec::errors!("catalogs/validation/odata.yaml");
}
mod rails {
    errspec::errors!("catalogs/validation/rails.yaml");
}

use chained::{ZoneError, ZoneErrorKind};
use django::{TicketError, TicketErrorKind};
use fastapi::{PetError, PetErrorKind};
use google::{ShelfError, ShelfErrorKind};
use json_api::{ArticleError, ArticleErrorKind};
use laravel::{OrderError, OrderErrorKind};
use odata::{ContactError, ContactErrorKind};
use rails::{CartError, CartErrorKind};

fn decode<E: ApiError>(status: u16, body: &'static str) -> E {
    let response = Response::builder().status(status).body(body.into()).unwrap();
    E::from_response(response)
}

/// The details of an error: what each is about, the name of its kind, and its message.
fn list_details<E: ApiError>(error: &E) -> Vec<[String; 3]> {
    let details = error.details().map(|detail| {
        let target = detail.target.unwrap_or_default();
        [target, detail.error.kind().name().to_owned(), detail.error.message().to_owned()]
    });
    details.collect()
}

#[test]
fn path_in_a_list_is_joined() {
    let error = decode::<PetError>(
        422,
        r#"{"detail":[
            {"type":"missing","loc":["body","owner","name"],"msg":"Needed"},
            {"type":"int_type","loc":["body","pets",3,"age"],"msg":"No integer"},
            {"type":"url_type","loc":[],"msg":"No URL"}
        ]}"#,
    );
    assert_eq!((error.kind(), error.code()), (PetErrorKind::UnprocessableEntity, None));
    assert_eq!(error.message(), "Needed; No integer; No URL");
    let details = list_details(&error);
    assert_eq!(details[0], ["body.owner.name", "Missing", "Needed"]);
    assert_eq!(details[1], ["body.pets.3.age", "IntParsing", "No integer"]);
    assert_eq!(details[2], ["", "Unrecognized", "No URL"]);
}

#[test]
fn text_in_place_of_the_list_is_the_message() {
    let error = decode::<PetError>(404, r#"{"detail":"No pet 7"}"#);
    assert_eq!((error.kind(), error.message()), (PetErrorKind::NotFound, "No pet 7"));
    assert_eq!(error.details().count(), 0);
}

#[test]
fn name_of_a_list_is_the_target_of_its_texts() {
    let error =
        decode::<CartError>(422, r#"{"errors":{"email":["is taken","is long"],"base":["Too full"]}}"#);
    assert_eq!(error.kind(), CartErrorKind::UnprocessableEntity);
    assert_eq!(error.message(), "is taken; is long; Too full");
    let unrecognized = "Unrecognized";
    let expected = [["email", unrecognized, "is taken"], ["email", unrecognized, "is long"]];
    let details = list_details(&error);
    assert_eq!((&details[..2], details.len()), (&expected.map(|detail| detail.map(str::to_owned))[..], 3));
    assert_eq!(details[2], ["base", unrecognized, "Too full"]);
}

#[test]
fn name_of_a_list_is_the_target_of_its_objects() {
    let body = r#"{"errors":{"email":[{"error":"taken","message":"Ann has it"}],"a/b":[{"error":"blank"}]}}"#;
    let details = list_details(&decode::<CartError>(422, body));
    assert_eq!(details[0], ["email", "Taken", "Ann has it"]);
    assert_eq!(details[1], ["a/b", "Blank", "The value is empty."]);
}

#[test]
fn error_has_a_status_of_its_own() {
    let error = decode::<ArticleError>(
        400,
        r#"{"errors":[
            {"status":"423","code":"locked","source":{"parameter":"id"},"title":"Closed"},
            {"status":"422","code":"too_short","source":{"pointer":"/data/title"},"detail":"Has 2","title":"Short"},
            {"status":"409","code":"locked"},
            {"title":"Odd"}
        ]}"#,
    );
    assert_eq!((error.kind(), error.message()), (ArticleErrorKind::TooShort, "Has 2"));
    let details = list_details(&error);
    assert_eq!(details[0], ["id", "LockedForGood", "Closed"]);
    assert_eq!(details[1], ["/data/title", "TooShort", "Has 2"]);
    assert_eq!(details[2], ["", "LockedByOther", "Somebody else holds the lock."]);
    assert_eq!(details[3], ["", "Unrecognized", "Odd"]);
    let statuses: Vec<_> = error.details().map(|detail| detail.error.status().as_u16()).collect();
    assert_eq!(statuses, [423, 422, 409, 400]);
}

#[test]
fn details_are_below_the_error() {
    let error = decode::<ContactError>(
        400,
        r#"{"error":{"code":"BadArgument","message":"Two are wrong","target":"contact","details":[
            {"code":"NullValue","target":"phone","message":"It is null"},
            {"code":"BadArgument","target":"mail","message":"No address"}
        ]}}"#,
    );
    assert_eq!((error.kind(), error.message()), (ContactErrorKind::BadArgument, "Two are wrong"));
    assert_eq!(error.target(), Some("contact"));
    let details = list_details(&error);
    assert_eq!(details[0], ["phone", "NullValue", "It is null"]);
    assert_eq!(details[1], ["mail", "BadArgument", "No address"]);
}

#[test]
fn fields_are_in_details_of_one_type() {
    let error = decode::<ShelfError>(
        400,
        r#"{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Two are wrong","details":[
            {"@type":"x/ErrorInfo","reason":"NEW_REASON","domain":"shelf"},
            {"@type":"x/BadRequest","fieldViolations":[
                {"field":"name","description":"Has 99 letters","reason":"TOO_LONG"},
                {"field":"books[2]","description":"Is gone"}
            ]}
        ]}}"#,
    );
    assert_eq!((error.kind(), error.message()), (ShelfErrorKind::InvalidArgument, "Two are wrong"));
    let details = list_details(&error);
    assert_eq!(details[0], ["name", "TooLong", "Has 99 letters"]);
    assert_eq!(
        (&details[1], details.len()),
        (&["books[2]", "Unrecognized", "Is gone"].map(str::to_owned), 2)
    );
}

#[test]
fn finer_error_of_a_chain_is_the_one_if_it_is_listed() {
    let error = decode::<ZoneError>(
        400,
        r#"{"success":false,"errors":[
            {"code":6000,"message":"Headers","error_chain":[{"code":6009,"message":"Odd"},{"code":6001,"message":"Token"}]},
            {"code":7000,"message":"Record","error_chain":[{"code":7009,"message":"Comma"}]},
            {"code":8000,"message":"New"}
        ]}"#,
    );
    assert_eq!((error.kind(), error.message()), (ZoneErrorKind::WrongToken, "Token"));
    let details = list_details(&error);
    assert_eq!(details[0], ["", "WrongToken", "Token"]);
    assert_eq!(details[1], ["", "WrongRecord", "Comma"]);
    assert_eq!(details[2], ["", "Unrecognized", "New"]);
    let codes: Vec<_> = error.details().map(|detail| detail.error.code().map(str::to_owned)).collect();
    assert_eq!(codes, ["6001", "7000", "8000"].map(|code| Some(code.to_owned())));
}

#[test]
fn sentence_for_people_stays_beside_the_fields() {
    let body = r#"{"message":"No name (and 1 more)","errors":{"name":["No name"],"tags.0":["No text"]}}"#;
    let error = decode::<OrderError>(422, body);
    assert_eq!(
        (error.kind(), error.message()),
        (OrderErrorKind::UnprocessableEntity, "No name (and 1 more)")
    );
    let targets: Vec<_> = error.details().map(|detail| detail.target).collect();
    assert_eq!(targets, [Some("name".to_owned()), Some("tags.0".to_owned())]);
}

#[test]
fn fields_can_be_at_the_top() {
    let error = decode::<TicketError>(400, r#"{"title":["Is empty","Is odd"],"seats":["Is 0"]}"#);
    assert_eq!((error.kind(), error.message()), (TicketErrorKind::BadRequest, "Is empty; Is odd; Is 0"));
    let details = list_details(&error);
    assert_eq!(details[0], ["title", "Unrecognized", "Is empty"]);
    assert_eq!(details[2], ["seats", "Unrecognized", "Is 0"]);
    let error = decode::<TicketError>(404, r#"{"detail":"Gone"}"#);
    assert_eq!((error.kind(), error.message()), (TicketErrorKind::NotFound, "Gone"));
    assert_eq!(error.details().count(), 0);
}

#[test]
fn success_has_no_details() {
    let response = Response::builder().status(200).body(r#"{"success":true,"errors":[]}"#).unwrap();
    assert!(ZoneError::check(response).is_ok());
}

/// Every error that a service sends with its message comes back.
fn round_trip<E>(with_message: fn(E::Kind, &str) -> E)
where
    E: ApiError + From<E::Kind> + Into<Response<Bytes>>,
{
    for kind in E::Kind::KNOWN {
        for sent in [with_message(*kind, "Look at 7"), E::from(*kind)] {
            let (code, message) = (sent.code().map(str::to_owned), sent.message().to_owned());
            let response: Response<Bytes> = sent.into();
            let came = E::check(response).unwrap_err();
            assert_eq!((came.kind(), came.message()), (*kind, &message[..]));
            assert_eq!(came.code(), code.as_deref());
        }
    }
}

#[test]
fn what_a_service_sends_in_these_forms_comes_back() {
    round_trip::<ZoneError>(|kind, text| kind.with_message(text));
    round_trip::<TicketError>(|kind, text| kind.with_message(text));
    round_trip::<PetError>(|kind, text| kind.with_message(text));
    round_trip::<ShelfError>(|kind, text| kind.with_message(text));
    round_trip::<ArticleError>(|kind, text| kind.with_message(text));
    round_trip::<OrderError>(|kind, text| kind.with_message(text));
    round_trip::<ContactError>(|kind, text| kind.with_message(text));
    round_trip::<CartError>(|kind, text| kind.with_message(text));
}

/// Sends an error as a service does, and decodes it as a client does.
fn send<E: ApiError>(error: E) -> E {
    E::from_response(error.into_inner().into_http_response())
}

#[test]
fn details_that_are_sent_come_back() {
    let sent = ContactErrorKind::BadArgument
        .with_message("Two values are wrong")
        .with_target("contact")
        .with_detail("phone", ContactErrorKind::NullValue, "is null")
        .with_detail("name", ContactErrorKind::Unrecognized, "is odd")
        .with_detail("", ContactErrorKind::NullValue, "");
    let error = send(sent.clone());
    assert_eq!(error.kind(), ContactErrorKind::BadArgument);
    assert_eq!((error.message(), error.target()), ("Two values are wrong", Some("contact")));
    let expected = [
        ["phone", "NullValue", "is null"],
        ["name", "Unrecognized", "is odd"],
        ["", "NullValue", "A value is null."],
    ];
    assert_eq!(list_details(&error), expected);
    assert_eq!(list_details(&sent), expected);
}

#[test]
fn details_are_sent_under_the_names_that_they_are_about() {
    let error = send(
        CartErrorKind::UnprocessableEntity
            .with_message("Wrong")
            .with_detail("email", CartErrorKind::Taken, "is taken")
            .with_detail("name", CartErrorKind::Blank, "")
            .with_detail("email", CartErrorKind::Unrecognized, "is too short"),
    );
    assert_eq!(error.message(), "Wrong");
    let expected = [
        ["email", "Taken", "is taken"],
        ["email", "Unrecognized", "is too short"],
        ["name", "Blank", "The value is empty."],
    ];
    assert_eq!(list_details(&error), expected);
}

#[test]
fn details_are_sent_in_the_place_of_a_message() {
    let error = PetErrorKind::UnprocessableEntity.with_message("Nothing fits");
    assert_eq!(send(error.clone()).message(), "Nothing fits");
    let error = send(error.with_detail("body.age", PetErrorKind::IntParsing, "Not a number"));
    assert_eq!(list_details(&error), [["body.age", "IntParsing", "Not a number"]]);
}

#[test]
fn error_is_the_first_of_its_details_where_its_code_is_in_their_list() {
    let error = send(ArticleErrorKind::TooShort.error().with_detail(
        "/data/title",
        ArticleErrorKind::LockedByOther,
        "Locked",
    ));
    assert_eq!(error.kind(), ArticleErrorKind::TooShort);
    let expected = [["", "TooShort", "A value is too short."], ["/data/title", "LockedByOther", "Locked"]];
    assert_eq!(list_details(&error), expected);
}

#[test]
fn fields_are_sent_in_a_detail() {
    let error = send(ShelfErrorKind::InvalidArgument.error().with_detail(
        "theme",
        ShelfErrorKind::TooLong,
        "Too long",
    ));
    assert_eq!(error.kind(), ShelfErrorKind::InvalidArgument);
    assert_eq!(list_details(&error), [["theme", "TooLong", "Too long"]]);
}

#[test]
fn error_without_a_code_stays_what_it_is_beside_details() {
    let error = send(ArticleErrorKind::BadRequest.error().with_detail(
        "/data/title",
        ArticleErrorKind::TooShort,
        "Too short",
    ));
    assert_eq!(error.kind(), ArticleErrorKind::BadRequest);
    assert_eq!(list_details(&error), [["/data/title", "Unrecognized", "Too short"]]);
}

#[test]
fn detail_without_a_status_has_the_hint_of_its_entry() {
    // The whole response is throttled, and what is wrong with its parts isn't.
    let error = decode::<ContactError>(
        429,
        r#"{"error":{"code":"odd","details":[{"code":"NullValue"},{"code":"new"}]}}"#,
    );
    let throttled: Vec<_> = error.details().map(|detail| detail.error.retry_hint().throttled()).collect();
    assert_eq!(throttled, [false, false]);
    assert!(error.retry_hint().throttled());
}
