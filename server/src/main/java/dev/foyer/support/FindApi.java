package dev.foyer.support;

import dev.foyer.audit.Audit;
import dev.foyer.audit.Event;
import dev.foyer.audit.Kind;
import dev.foyer.customer.CustomerSearch;
import dev.foyer.customer.CustomerSearch.Cursor;
import dev.foyer.customer.CustomerSearch.Found;
import dev.foyer.customer.Phones;
import dev.foyer.customer.SearchTerm;
import dev.foyer.customer.Shapes;
import dev.foyer.db.Database;
import dev.foyer.web.Problem;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;
import dev.foyer.words.Phrase;

import tools.jackson.core.JsonGenerator;

/// `GET /api/customers/?q=`: whose address, name or phone begins like this. `&after=` goes on where
/// the page before ended, `&most=` says how many are wanted, `&full=true` shows them in clear,
/// which is noted.
public final class FindApi {
    /// One screen.
    private static final int USUAL = 20;

    private static final int MOST = 100;

    private final Database database;
    private final Phones phones;
    private final Audit audit;

    public FindApi(Database database, Phones phones, Audit audit) {
        this.database = database;
        this.phones = phones;
        this.audit = audit;
    }

    public Response find(Request request) {
        var term = SearchTerm.read(request.query("q").orElse(""), phones);
        if (term.isEmpty()) {
            return wrong(
                    request,
                    "q",
                    Phrase.of("support.term", SearchTerm.SHORTEST, SearchTerm.LONGEST));
        }
        var told = request.query("after").filter(text -> !text.isEmpty());
        var after = told.flatMap(Cursor::read);
        if (told.isPresent() && after.isEmpty()) {
            return wrong(request, "after", Phrase.of("support.cursor"));
        }
        int most = Numbers.most(request, USUAL, MOST);
        var page = database.read(handle -> CustomerSearch.find(handle, term.get(), after, most));
        boolean full = Numbers.isFull(request);
        if (full && !page.found().isEmpty()) {
            audit.note(
                    Event.byOperator(Kind.CUSTOMERS_FOUND, request)
                            .with("count", Integer.toString(page.found().size())));
        }
        return Response.json(200, json -> write(json, page, new Masks(full)));
    }

    private static void write(JsonGenerator json, CustomerSearch.Page page, Masks masks) {
        json.writeStartObject();
        json.writeName("results");
        json.writeStartArray();
        page.found().forEach(found -> write(json, found, masks));
        json.writeEndArray();
        Shapes.optional(json, "next", page.next().map(Cursor::toString));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Found found, Masks masks) {
        json.writeStartObject();
        json.writeNumberProperty("id", found.id());
        json.writeStringProperty("first_name", masks.name(found.firstName()));
        json.writeStringProperty("last_name", masks.name(found.lastName()));
        json.writeStringProperty("email", masks.email(found.email()));
        json.writeBooleanProperty("verified", found.verified());
        Shapes.optional(json, "phone", found.phone().map(phone -> masks.phone(phone.e164())));
        json.writeStringProperty("user_type", found.userType());
        json.writeBooleanProperty("active", found.active());
        json.writeStringProperty("joined", Shapes.timestamp(found.joined()));
        Shapes.optional(json, "last_login", found.lastLogin().map(Shapes::timestamp));
        json.writeEndObject();
    }

    private static Response wrong(Request request, String field, Phrase complaint) {
        return ProblemWriter.answer(Problem.field(field, complaint), request);
    }
}
