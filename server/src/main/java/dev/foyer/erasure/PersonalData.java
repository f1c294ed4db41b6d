package dev.foyer.erasure;

import static dev.foyer.erasure.DataTable.deleted;
import static dev.foyer.erasure.DataTable.impersonal;
import static dev.foyer.erasure.DataTable.kept;

import java.util.List;

/// The registry of personal data: every column of every table, once. It drives erasure and export,
/// in this order, and a test holds it against the database: a migration that adds a column which is
/// not listed here does not pass.
///
/// Conditions may name `:customer`, her number; `:emails`, her addresses in lower case; `:phone`,
/// her phone in E.164, or null; `:holders`, the names under which her sessions keep things. For an
/// export, addresses and phone are those that she has proved.
final class PersonalData {
    static final List<DataTable> TABLES =
            List.of(
                    // Before the messages, which tell whose those to other addresses are.
                    deleted(
                                    "dev_inbox",
                                    """
                                    lower(recipient) = any(:emails) or recipient = :phone
                                    or message_id in
                                       (select message_id from outbox_message where customer_id = :customer)
                                    """)
                            .plain("channel", "created_at")
                            .personal("recipient", "subject")
                            // Letters hold links that open an account.
                            .secret("body_text", "body_html")
                            .internal("id", "message_id"),
                    deleted(
                                    "dev_inbox",
                                    """
                                    lower(recipient) = any(:emails) or recipient = :phone
                                    or message_id in (select message_id from outbox_message
                                                       where customer_id = :customer)
                                    """)
                            .plain("channel", "created_at")
                            .personal("recipient", "subject")
                            // Letters hold links that open an account.
                            .secret("body_text", "body_html")
                            .internal("id", "message_id"),
                    deleted(
                                    "outbox_message",
                                    """
                                    customer_id = :customer
                                    or customer_id is null
                                       and (lower(recipient) = any(:emails) or lower(recipient) = :phone)
                                    """)
                            .plain("channel", "state", "created_at", "delivered_at")
                            .personal("recipient", "subject")
                            // Letters hold links that open an account.
                            .secret("body_text", "body_html")
                            .internal("id", "message_id", "customer_id", "attempts")
                            .internal("next_attempt_at", "expires_at"),
                    // Its rows go with their message.
                    impersonal(
                            "outbox_attempt",
                            "message_id",
                            "attempt",
                            "started_at",
                            "ended_at",
                            "outcome",
                            "detail"),
                    deleted(
                                    "one_time_code",
                                    """
                                    phone = :phone or holder = any(:holders)
                                    or holder = 'customer ' || cast(:customer as text)
                                    """)
                            .plain("purpose", "issued_at", "expires_at")
                            .personal("phone")
                            .secret("code_hash", "data_hash", "last_wrong")
                            .internal("holder", "tries", "last_wrong_at"),
                    deleted("avatar", "customer_id = :customer")
                            .plain("content_type", "created_at")
                            .personal("content")
                            .secret("token")
                            .internal("customer_id"),
                    deleted("credential", "customer_id = :customer")
                            .plain("changed_at")
                            .secret("password_hash")
                            .internal("customer_id", "changes"),
                    deleted("password_history", "customer_id = :customer")
                            .plain("replaced_at")
                            .secret("password_hash")
                            .internal("id", "customer_id"),
                    deleted("password_reset_request", "identity = any(:emails)")
                            .plain("created_at")
                            .personal("identity")
                            .internal("id", "language", "frontend_id", "due_at"),
                    deleted("mailed_link", "customer_id = :customer")
                            .plain("purpose", "issued_at", "ended_at")
                            .personal("address")
                            .secret("session_hash")
                            .internal("id", "customer_id", "identity", "state"),
                    deleted("resend_request", "identity = any(:emails)")
                            .plain("created_at")
                            .personal("identity")
                            .internal("id", "language", "due_at"),
                    deleted("session", "customer_id = :customer")
                            .plain("created_at", "refreshed_at", "expires_at", "seen_at")
                            .personal("address", "user_agent", "currency", "language")
                            .secret("id_hash", "key_hash")
                            .internal("customer_id", "public_id"),
                    deleted("address", "customer_id = :customer")
                            .plain("is_primary", "is_corporate", "e_bill_taxpayer", "created_at")
                            .personal("title", "first_name", "last_name", "email", "phone_number")
                            .personal("country", "city", "township", "district", "line")
                            .personal("postcode", "company_name", "tax_no", "tax_office")
                            .personal("identity_number", "notes", "extra_field")
                            .internal("id", "customer_id"),
                    deleted("email_address", "customer_id = :customer and not is_primary")
                            .plain("is_primary", "verified_at", "created_at")
                            .personal("address")
                            .internal("id", "customer_id", "identity"),
                    kept("email_address", "customer_id = :customer and is_primary")
                            .plain("is_primary", "created_at")
                            .pseudonymAs(":new_address || '@anonymized.invalid'", "address")
                            .personal("verified_at")
                            .internalAs(":new_address || '@anonymized.invalid'", "identity")
                            .internal("id", "customer_id"),
                    kept("customer", "id = :customer")
                            .plain("id", "language_code", "user_type", "client_type", "is_active")
                            .plain("email_allowed", "sms_allowed", "call_allowed")
                            .plain("whatsapp_allowed", "date_joined")
                            .pseudonym("first_name", "last_name", "phone")
                            .plain("consent_version", "consented_at")
                            .personal("username", "external_id", "gender", "date_of_birth")
                            .personal("avatar")
                            .personal("last_login", "phone_verified_at")
                            .personalAs("'{}'::jsonb", "attributes")
                            .internal("erased_at"),
                    // The ledger of consents, under a pseudonym. What leads from there to her is
                    // taken out by ConsentLedger.forget, and told by ConsentLedger.history.
                    impersonal("consent_seal", "id", "sealed", "created_at"),
                    impersonal("consent_key", "customer_id", "pepper"),
                    impersonal("consent_ledger", "chain", "entry", "subject", "old_value")
                            .internal("new_value", "recorded_at", "source", "service")
                            .internal("text_version", "address_mac", "request_id")
                            .internal("checkpoint", "witness", "seal", "previous", "hash"),
                    impersonal("consent_head", "chain", "entries", "last_hash", "standing")
                            .internal("closed", "owner", "covered"),
                    impersonal("consent_address", "chain", "address_mac", "address", "seen_at"),
                    impersonal("consent_checkpoint", "number", "taken_at", "chains", "entries")
                            .internal("covers", "seal", "previous", "hash"),
                    impersonal("consent_checkpoint_chain", "checkpoint", "chain", "entry", "hash"),
                    deleted("audit_address", "customer_id = :customer")
                            .plain("seen_at")
                            .personal("address")
                            .internal("event_id", "customer_id"),
                    deleted("known_device", "customer_id = :customer")
                            .plain("first_seen", "last_seen")
                            .secret("device_mac")
                            .internal("customer_id"),
                    // Events tell nothing of anybody, and stay. What was before the true owner had
                    // the account is not told to her: it is about somebody else.
                    kept(
                                    "audit_event",
                                    """
                                    customer_id = :customer
                                    and id >= coalesce((select max(t.id) from audit_event t
                                                         where t.customer_id = :customer
                                                           and t.kind = 'account_taken_over'), 0)
                                    """)
                            .plain("happened_at", "kind", "actor", "details")
                            .internal("id", "customer_id", "request_id"),
                    // Subjects are hashed under our key, and gone within a day.
                    impersonal("sms_budget", "subject", "until", "used"),
                    impersonal("throttle_bucket", "id", "state", "until"),
                    impersonal("throttle_repeat", "id", "until", "seen"),
                    impersonal("captcha_spent", "id", "until"),
                    impersonal("mail_budget", "subject", "since", "used"),
                    impersonal(
                            "erasure_certificate",
                            "customer_id",
                            "erased_at",
                            "content",
                            "digest",
                            "signature"),
                    // Of guests, whom nobody knows; who signs in takes hers along.
                    impersonal(
                            "guest_choice", "holder", "currency", "city", "language", "expires_at"),
                    impersonal(
                            "hook_service",
                            "name",
                            "gateway",
                            "secret",
                            "previous_secret",
                            "previous_until",
                            "allow_batches",
                            "requires_signature",
                            "created_at",
                            "rotated_at"),
                    impersonal(
                            "hook_request", "service", "hash", "batch", "body_mac", "applied_at"),
                    impersonal("installation", "name", "value"),
                    impersonal("setting", "name", "value", "changed_at"),
                    impersonal("setting_revision", "only_row", "revision"));

    private PersonalData() {}
}
