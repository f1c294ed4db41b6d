package dev.foyer.web;

import dev.foyer.words.Phrase;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which page of a list was asked for, and how it is told (contract A.1): `{"count", "next",
/// "previous", "results"}`. Immutable.
///
/// `page` counts from 1; a size comes as `limit` or `page_size`. As in the original's library a
/// size that is none is passed over, one that is too large is cut, and a page that is none is not
/// found.
public final class Paging {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Request request;
    private final String base;
    private final int page;
    private final int size;

    private Paging(Request request, String base, int page, int size) {
        this.request = request;
        this.base = base;
        this.page = page;
        this.size = size;
    }

    /// What a request asks for.
    ///
    /// @param base begins the links to other pages; without a final slash
    /// @param usual the size where none is asked for
    /// @param most the largest size
    /// @throws Refusal 404 where the page is none
    public static Paging of(Request request, String base, int usual, int most) {
        int size =
                request.query("limit")
                        .or(() -> request.query("page_size"))
                        .flatMap(Paging::number)
                        .filter(number -> number > 0)
                        .map(number -> Math.min(number, most))
                        .orElse(usual);
        var asked = request.query("page");
        int page =
                asked.isEmpty()
                        ? 1
                        : asked.flatMap(Paging::number)
                                .filter(number -> number > 0)
                                .orElseThrow(Paging::invalid);
        return new Paging(request, base, page, size);
    }

    public int size() {
        return size;
    }

    /// How many entries stand before this page. At least one entry of a list that has any must be
    /// on it, else there is no such page; the first page is always one.
    ///
    /// @throws Refusal 404
    public int offset(int count) {
        long offset = (long) (page - 1) * size;
        if (page > 1 && offset >= count) {
            throw invalid();
        }
        return (int) offset;
    }

    /// The page of a list that is at hand.
    ///
    /// @throws Refusal 404 where there is no such page
    public <T> Response answer(List<T> all, BiConsumer<JsonGenerator, T> writer) {
        int offset = offset(all.size());
        var results = all.subList(offset, Math.min(all.size(), offset + size));
        return answer(all.size(), results, writer);
    }

    /// The page itself.
    ///
    /// @param count of the whole list
    public <T> Response answer(int count, List<T> results, BiConsumer<JsonGenerator, T> writer) {
        boolean more = offset(count) + (long) size < count;
        return Response.json(
                200,
                json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("count", count);
                    link(json, "next", more ? page + 1 : 0);
                    link(json, "previous", page - 1);
                    json.writeName("results");
                    json.writeStartArray();
                    results.forEach(result -> writer.accept(json, result));
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private void link(JsonGenerator json, String name, int toPage) {
        json.writeName(name);
        if (toPage < 1) {
            json.writeNull();
        } else {
            json.writeString(base + request.path() + query(toPage));
        }
    }

    /// The query as it came, with another page.
    private String query(int toPage) {
        var pairs =
                request.queryPairs().stream()
                        .filter(pair -> !pair.equals("page") && !pair.startsWith("page="))
                        .collect(Collectors.toList());
        if (toPage > 1) {
            pairs.addFirst("page=" + toPage);
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    private static Refusal invalid() {
        return new Refusal(Problem.detail(404, Phrase.of("invalid_page")));
    }
}
