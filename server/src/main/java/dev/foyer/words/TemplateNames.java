package dev.foyer.words;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import java.util.HashSet;
import java.util.Set;

/// The names of the values that a template asks for. What it includes is looked at by itself.
public final class TemplateNames {
    private TemplateNames() {}

    /// Every name, of values and of sections.
    public static Set<String> of(Template template) {
        var names = new HashSet<String>();
        template.visit(new Gathering(names));
        return names;
    }

    private record Gathering(Set<String> found) implements Mustache.Visitor {
        @Override
        public void visitText(String text) {
            // Not a name.
        }

        @Override
        public void visitVariable(String name) {
            found.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            found.add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            found.add(name);
            return true;
        }
    }
}
