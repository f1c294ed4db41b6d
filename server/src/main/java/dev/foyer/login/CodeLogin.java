package dev.foyer.login;

import dev.foyer.audit.Kind;
import dev.foyer.audit.SignIns;
import dev.foyer.audit.Tallies;
import dev.foyer.customer.Customer;
import dev.foyer.customer.Customers;
import dev.foyer.customer.Enumeration;
import dev.foyer.customer.Profiles;
import dev.foyer.db.Database;
import dev.foyer.dynamic.DynamicSettings;
import dev.foyer.otp.Checked;
import dev.foyer.otp.Issued;
import dev.foyer.otp.OneTimeCodes;
import dev.foyer.session.Sessions;
import dev.foyer.session.Visitor;
import dev.foyer.web.Request;

import org.jdbi.v3.core.Handle;

import java.time.InstantSource;
import java.util.List;

/// Decides who may come in by a code that was sent to her phone (contract 0.2.16). A code is bound
/// to the session that asked for it and to the phone. Safe for use by many threads.
public final class CodeLogin {
    private static final String PURPOSE = "login";

    private final Database database;
    private final OneTimeCodes codes;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Tallies tallies;
    private final DynamicSettings settings;
    private final InstantSource clock;

    public CodeLogin(
            Database database,
            OneTimeCodes codes,
            Sessions sessions,
            SignIns signIns,
            Tallies tallies,
            DynamicSettings settings,
            InstantSource clock) {
        this.database = database;
        this.codes = codes;
        this.sessions = sessions;
        this.signIns = signIns;
        this.tallies = tallies;
        this.settings = settings;
        this.clock = clock;
    }

    /// Takes the step that the form asks for. Where strangers may not learn who has an account,
    /// both steps do the same work for an unknown phone as for a known one, and answer alike.
    CodeLoginResult decide(CodeLoginForm form, Request request, Visitor visitor) {
        var holder = database.read(handle -> Profiles.provedHolder(handle, form.phone()));
        boolean known = holder.isPresent();
        if (!known && !settings.get(Enumeration.ENUMERATION_PROTECTION)) {
            return new CodeLoginResult.Unknown();
        }
        var occasion = occasion(form, visitor);
        if (form.code().isEmpty()) {
            return issue(occasion, known, request);
        }
        return switch (codes.check(occasion, form.code().get())) {
            case Checked.Accepted(var ticket) ->
                    database.write(tx -> welcome(tx, ticket, form, request));
            case Checked.Mismatch(), Checked.Refused() -> {
                tallies.count(Kind.SIGN_IN_FAILED, holder, request);
                yield new CodeLoginResult.CodeRefused();
            }
        };
    }

    private CodeLoginResult issue(OneTimeCodes.Occasion occasion, boolean known, Request request) {
        var issued =
                known
                        ? codes.issue(occasion, request.client(), request.language())
                        : codes.pretend(occasion, request.client(), request.language());
        return switch (issued) {
            case Issued.Sent() -> new CodeLoginResult.CodeSent();
            case Issued.TooOften(var wait, _) -> new CodeLoginResult.CodeTooOften(wait);
        };
    }

    /// Whose phone it is, is asked again: the code is a few minutes old. It is spent only where she
    /// comes in.
    private CodeLoginResult welcome(
            Handle tx, Checked.Ticket ticket, CodeLoginForm form, Request request) {
        var customer =
                Profiles.provedHolder(tx, form.phone()).flatMap(id -> Customers.find(tx, id));
        if (customer.isEmpty() || !codes.spend(tx, ticket)) {
            return new CodeLoginResult.CodeRefused();
        }
        if (mustVerifyFirst(customer.get())) {
            return new CodeLoginResult.EmailUnverified();
        }
        long id = customer.get().id();
        Customers.noteSignIn(tx, id, request.client().addressText(), clock.instant());
        if (!Customers.isActive(tx, id)) {
            return new CodeLoginResult.CodeRefused();
        }
        signIns.note(tx, id, "code", request);
        return new CodeLoginResult.Welcome(sessions.open(tx, id, request));
    }

    /// The rule of contract 0.2.1.
    private boolean mustVerifyFirst(Customer customer) {
        var wanted = customer.attributes().path("verification_required");
        return wanted.isBoolean()
                && wanted.booleanValue()
                && !customer.email().verified()
                && settings.get(Login.REQUIRES_VERIFICATION);
    }

    private static OneTimeCodes.Occasion occasion(CodeLoginForm form, Visitor visitor) {
        return new OneTimeCodes.Occasion(
                PURPOSE, visitor.holder(), form.phone(), List.of(form.phone().e164()));
    }
}
