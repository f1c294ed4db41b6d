package dev.foyer.emails;

import dev.foyer.confirmation.Greeting;
import dev.foyer.confirmation.MailedLinks;
import dev.foyer.confirmation.MailedLinks.Draft;
import dev.foyer.confirmation.MailedLinks.Purpose;
import dev.foyer.confirmation.TakenMail;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Email;
import dev.foyer.customer.EmailAddresses.Entry;
import dev.foyer.db.TakenBack;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.outbox.Letters;
import dev.foyer.outbox.MailSettings;
import dev.foyer.outbox.Message;
import dev.foyer.outbox.Outbox;
import dev.foyer.words.Language;

import org.jdbi.v3.core.Handle;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The letters about a customer's addresses. None of them names an address: the one who reads it
/// may be a stranger. Safe for use by many threads.
public final class AddressMail {
    private final MailedLinks links;
    private final Letters letters;
    private final Outbox outbox;
    private final DynamicSettings settings;
    private final TakenMail taken;
    private final String publicUrl;

    /// @param publicUrl begins the links, without a final slash
    public AddressMail(
            MailedLinks links,
            Letters letters,
            Outbox outbox,
            DynamicSettings settings,
            TakenMail taken,
            String publicUrl) {
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.taken = taken;
        this.publicUrl = publicUrl;
    }

    /// Asks whoever reads a new address to prove it: the link adds it, or makes it the primary one.
    void ask(Handle tx, Customer customer, Draft link, Language language) {
        var letter = link.purpose() == Purpose.VERIFY ? "verify-email" : "change-email";
        leave(tx, letter, customer, link, language, Map.of());
    }

    /// Asks whoever reads a new address; or, where it is somebody else's, tells her alone (contract
    /// 0.2.15). Either way the same statements run: what does not apply is taken back.
    void askUnseen(
            Handle tx, Customer customer, Draft link, Optional<Entry> owner, Language language) {
        if (owner.isPresent()) {
            TakenBack.run(tx, () -> ask(tx, customer, link, language));
            taken.leave(tx, owner.get(), language);
        } else {
            TakenBack.run(tx, () -> taken.leave(tx, customer.id(), link.email(), language));
            ask(tx, customer, link, language);
        }
    }

    /// Tells the former address that another one has taken its place, and how to object.
    void tell(Handle tx, Customer customer, Email former, Language language) {
        var link = new Draft(Purpose.OBJECTION, customer.id(), former, "", Optional.empty());
        var until = links.end(Purpose.OBJECTION);
        leave(tx, "email-changed", customer, link, language, Map.of("until", Letters.time(until)));
    }

    private void leave(
            Handle tx,
            String name,
            Customer customer,
            Draft link,
            Language language,
            Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("shop", settings.get(MailSettings.SHOP_NAME));
        values.put("first_name", Greeting.of(customer.person().firstName()));
        values.put("link", publicUrl + links.issue(tx, link));
        var letter = letters.write(name, language, values);
        outbox.add(tx, Message.mail(customer.id(), link.email().address(), letter));
    }
}
