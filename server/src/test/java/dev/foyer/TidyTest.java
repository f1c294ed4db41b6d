package dev.foyer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// The hard sizes of STYLE.md, and that every room has its door sign.
class TidyTest {
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_FUNCTION = 40;
    private static final int MOST_CONSTRUCTOR_PARAMETERS = 7;
    private static final Path MAIN =
            Path.of(System.getProperty("basedir", "."), "src", "main", "java");
    private static final Path TEST =
            Path.of(System.getProperty("basedir", "."), "src", "test", "java");

    @Test
    void no_file_and_no_line_is_too_long() throws IOException {
        var offences = new ArrayList<String>();
        for (var file : sources(MAIN, TEST)) {
            var lines = Files.readAllLines(file);
            if (lines.size() > LONGEST_FILE) {
                offences.add(file + " has " + lines.size() + " lines");
            }
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).codePointCount(0, lines.get(i).length()) > LONGEST_LINE) {
                    offences.add(file + ":" + (i + 1) + " is too wide");
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void no_function_is_too_long_and_no_constructor_asks_for_too_much() throws IOException {
        var offences = new ArrayList<String>();
        parse(
                sources(MAIN),
                (unit, tree, size) -> {
                    if (tree instanceof MethodTree method) {
                        if (size > LONGEST_FUNCTION) {
                            offences.add(unit + " " + method.getName() + " has " + size + " lines");
                        }
                        boolean constructor = method.getName().contentEquals("<init>");
                        if (constructor
                                && method.getParameters().size() > MOST_CONSTRUCTOR_PARAMETERS) {
                            offences.add(
                                    unit
                                            + " asks for "
                                            + method.getParameters().size()
                                            + " things");
                        }
                    }
                });
        assertThat(offences).isEmpty();
    }

    @Test
    void every_public_type_says_what_it_promises() throws IOException {
        var offences = new ArrayList<String>();
        for (var file : sources(MAIN)) {
            var lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                boolean declares =
                        lines.get(i)
                                .matches(
                                        "public (final |sealed )*(class|record|interface|enum) .*");
                if (declares
                        && !lines.get(i - 1).startsWith("///")
                        && !lines.get(i - 1).startsWith("@")) {
                    offences.add(file + ": " + lines.get(i));
                }
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void every_room_has_a_door_sign() throws IOException {
        try (var folders = Files.list(MAIN.resolve(Path.of("dev", "foyer")))) {
            assertThat(folders.filter(Files::isDirectory))
                    .allMatch(room -> Files.exists(room.resolve("package-info.java")));
        }
    }

    private static List<Path> sources(Path... roots) throws IOException {
        var files = new ArrayList<Path>();
        for (var root : roots) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    @FunctionalInterface
    private interface Visit {
        void see(String unit, Tree tree, long lines);
    }

    private static void parse(List<Path> files, Visit visit) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    null,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new Scan(unit, positions, visit).scan(unit, null);
            }
        }
    }

    /// Walks one file and measures what it finds.
    private static final class Scan extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final Visit visit;

        Scan(CompilationUnitTree unit, SourcePositions positions, Visit visit) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
            this.visit = visit;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long start = lines.getLineNumber(positions.getStartPosition(unit, method));
            long end = lines.getLineNumber(positions.getEndPosition(unit, method));
            if (!method.getModifiers().getFlags().contains(Modifier.ABSTRACT)) {
                visit.see(unit.getSourceFile().getName(), method, end - start + 1);
            }
            return super.visitMethod(method, null);
        }
    }
}
