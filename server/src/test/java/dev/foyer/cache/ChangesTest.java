package dev.foyer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What is remembered holds until something of what it was made of has changed.
class ChangesTest {
    private static final long AYSE = 7;

    private final Changes changes = new Changes();
    private final AtomicInteger looks = new AtomicInteger();
    private final Remembered<String, Long> remembered =
            new Remembered<>(changes, 1000, _ -> 1, Key::ofCustomer, Key::ofCustomer);

    ChangesTest() {
        changes.believeUntil(System.nanoTime() + Duration.ofMinutes(10).toNanos());
    }

    @Test
    void a_thing_is_read_once_and_again_after_a_change_of_it() {
        look();
        look();
        assertThat(looks).hasValue(1);
        changes.note("c7");
        look();
        look();
        assertThat(looks).hasValue(2);
    }

    @Test
    void changes_of_others_do_not_matter() {
        look();
        changes.note("c8,s0000000000000007,c70");
        changes.note("");
        look();
        assertThat(looks).hasValue(1);
    }

    @Test
    void one_of_many_keys_counts_and_everything_does() {
        look();
        changes.note("c1,s00ff00ff00ff00ff,c7,c9");
        look();
        changes.note("c5,*,c6");
        look();
        changes.noteEverything();
        look();
        assertThat(looks).hasValue(4);
    }

    @Test
    void a_change_between_the_look_and_the_keeping_is_not_lost() {
        var _ =
                remembered.find(
                        "ayşe",
                        _ -> {
                            changes.note("c7");
                            return Optional.of(AYSE);
                        });
        look();
        assertThat(looks).hasValue(1);
    }

    @Test
    void where_nothing_is_heard_nothing_is_believed_and_nothing_kept() {
        look();
        changes.believeUntil(System.nanoTime());
        assertThat(remembered.recall("ayşe")).isEmpty();
        look();
        look();
        assertThat(looks).hasValue(3);
    }

    @Test
    void what_is_not_there_is_not_remembered() {
        look();
        changes.note("c7");
        assertThat(remembered.find("ayşe", _ -> Optional.empty())).isEmpty();
        assertThat(remembered.recall("ayşe")).isEmpty();
        look();
        assertThat(looks).hasValue(2);
        assertThat(remembered.recall("ayşe")).contains(AYSE);
    }

    @Test
    void keys_are_told_as_the_database_spells_them() {
        assertThat(Key.told("cff")).isEqualTo(Key.ofCustomer(255));
        assertThat(Key.told("sffffffffffffffff")).isEqualTo(Key.ofSession(-1));
        assertThat(Key.told("s7")).isNotEqualTo(Key.ofCustomer(7));
    }

    private void look() {
        var found =
                remembered.find(
                        "ayşe",
                        _ -> {
                            looks.incrementAndGet();
                            return Optional.of(AYSE);
                        });
        assertThat(found).contains(AYSE);
    }
}
