package dev.foyer.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;

import dev.foyer.words.TemplateNames;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The pages and the style sheet with which a shop replaces ours, read once and checked: what comes
/// of a broken one would be seen by shoppers only.
final class ShopPages {
    static final String STYLE = "style.css";

    private static final String SUFFIX = ".html";

    /// Three braces and `&` would print a value without escaping it, `=` would hide them. The form
    /// of a captcha is made by us, and holds the one script that its page allows.
    private static final Pattern UNESCAPED =
            Pattern.compile("\\{\\{\\{(?!(style|challenge)\\}\\}\\})|\\{\\{\\s*[&=]");

    private static final Pattern INCLUDE =
            Pattern.compile("\\{\\{\\s*[>+<$]\\s*([^}\\s]*)\\s*\\}\\}");

    /// What the Content-Security-Policy would block without a word to anyone.
    private static final Pattern BLOCKED =
            Pattern.compile(
                    "(?i)<script|<[^>]*\\sstyle\\s*=|<style(?!>\\{\\{\\{style\\}\\}\\}</style>)");

    /// Names, classes and fields in it are what our script and the storefront look for.
    private static final Set<String> OURS_ALONE = Set.of("captcha-form");

    private static final long LARGEST = 1 << 20;

    private final Map<String, String> sources = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final Function<String, Optional<String>> ours;

    /// @param ours the source of a page of ours by name
    ShopPages(Path shopFiles, Function<String, Optional<String>> ours) {
        this.ours = ours;
        var files = shopFiles.resolve("pages").toFile().listFiles(File::isFile);
        for (var file : files == null ? new File[0] : files) {
            var name = file.getName();
            if (name.endsWith(SUFFIX) || name.endsWith(".css")) {
                read(file.toPath(), name);
            }
        }
        complaints.sort(null);
    }

    /// The shop's text in place of a file of ours, if it has a sound one.
    Optional<String> source(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /// One line for each file that cannot be used.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// A browser reads one kind of line end, whatever is sent, and takes the hash of a style sheet
    /// over what it read (WHATWG HTML, 13.2.3.5).
    private void read(Path file, String name) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than a megabyte");
            }
            var text = Files.readString(file).replace("\r\n", "\n").replace('\r', '\n');
            complaint(name, text)
                    .ifPresentOrElse(
                            wrong -> complaints.add("pages/" + name + ": " + wrong),
                            () -> sources.put(name, text));
        } catch (CharacterCodingException _) {
            complaints.add("pages/" + name + ": it is not UTF-8");
        } catch (IOException e) {
            complaints.add("pages/" + name + ": it cannot be read: " + e.getMessage());
        }
    }

    private Optional<String> complaint(String name, String text) {
        if (name.endsWith(SUFFIX)) {
            var page = name.substring(0, name.length() - SUFFIX.length());
            if (OURS_ALONE.contains(page)) {
                return Optional.of("this part of a page is ours alone");
            }
            return ours.apply(page)
                    .map(source -> pageComplaint(page, text, source))
                    .orElseGet(() -> Optional.of("there is no page of this name"));
        }
        if (!name.equals(STYLE)) {
            return Optional.of("the one style sheet is " + STYLE);
        }
        return text.contains("</") || text.indexOf('\0') >= 0
                ? Optional.of("</ would end the style sheet")
                : Optional.empty();
    }

    private Optional<String> pageComplaint(String page, String text, String source) {
        if (UNESCAPED.matcher(text).find()) {
            return Optional.of("only {{{style}}} may stand unescaped");
        }
        if (source.contains("{{{challenge}}}") && !text.contains("{{{challenge}}}")) {
            return Optional.of("without {{{challenge}}} there is nothing to solve");
        }
        if (BLOCKED.matcher(text).find()) {
            return Optional.of("scripts and styles in a page are blocked; styles go to " + STYLE);
        }
        boolean includesHead =
                INCLUDE.matcher(text)
                        .results()
                        .allMatch(
                                include -> include.group(1).equals("head") && !page.equals("head"));
        if (!includesHead) {
            return Optional.of("a page may include head, and nothing else");
        }
        try {
            return nameComplaint(names(text), names(source));
        } catch (MustacheException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> nameComplaint(Set<String> own, Set<String> known) {
        if (known.contains("token") && !own.contains("token")) {
            return Optional.of("without {{token}} its button does nothing");
        }
        return own.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .map(name -> "there is no {{" + name + "}} on this page");
    }

    /// What a page names, with what its head names.
    private Set<String> names(String text) {
        var names = new HashSet<String>();
        var compiler = Mustache.compiler();
        names.addAll(TemplateNames.of(compiler.compile(text)));
        names.addAll(TemplateNames.of(compiler.compile(ours.apply("head").orElseThrow())));
        return names;
    }
}
