package dev.foyer.people;

import dev.foyer.json.Json;

import tools.jackson.databind.node.ObjectNode;

/// What somebody fills into the registration form.
public final class Person {
    private final ObjectNode form;

    private Person(ObjectNode form) {
        this.form = form;
    }

    /// A form with every required field; the address is still to be given.
    public static Person named(String first, String last) {
        var form = Json.object();
        form.put("first_name", first).put("last_name", last);
        form.put("password", Shopper.PASSWORD).put("confirm", true);
        return new Person(form);
    }

    public Person withEmail(String email) {
        return with("email", '"' + email + '"');
    }

    /// This form with a field set to a value written in JSON.
    public Person with(String field, String json) {
        var copy = form.deepCopy();
        copy.set(field, Json.parseOwn(json));
        return new Person(copy);
    }

    /// This form without a field.
    public Person without(String field) {
        var copy = form.deepCopy();
        copy.remove(field);
        return new Person(copy);
    }

    public String json() {
        return Json.text(form);
    }
}
