package dev.foyer.addresses;

import dev.foyer.json.Json;
import dev.foyer.people.Reply;
import dev.foyer.people.Shopper;

import tools.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/// What people fill into the form of an address.
final class AddressForms {
    private final ObjectNode form;

    private AddressForms(ObjectNode form) {
        this.form = form;
    }

    /// A flat in Istanbul, with what is required and nothing more.
    static AddressForms home() {
        var form = Json.object();
        form.put("title", "home").put("first_name", "Ayşe").put("last_name", "Yılmaz");
        form.put("phone_number", "05550000001").put("country", 792).put("city", 34);
        form.put("township", 3423).put("line", "Moda Cad. 7, D. 3");
        return new AddressForms(form);
    }

    /// The office of a company.
    static AddressForms office() {
        return home().with("title", "\"office\"")
                .with("is_corporate", "\"true\"")
                .with("company_name", "\"Çınar Ltd.\"")
                .with("tax_no", "\"4540536920\"")
                .with("tax_office", "\"Kadıköy\"");
    }

    /// This form with a field set to a value written in JSON.
    AddressForms with(String field, String json) {
        var copy = form.deepCopy();
        copy.set(field, Json.parseOwn(json));
        return new AddressForms(copy);
    }

    AddressForms without(String field) {
        var copy = form.deepCopy();
        copy.remove(field);
        return new AddressForms(copy);
    }

    String json() {
        return Json.text(form);
    }

    /// She adds it to her book, looks at the answer, and takes it out again.
    static void kept(Shopper who, AddressForms form, Consumer<Reply> look) {
        var reply = who.post("/address/", form.json()).answers(201);
        look.accept(reply);
        who.delete("/address/" + reply.json().get("pk").asLong() + "/").answers(204);
    }
}
