package dev.foyer.consent;

import java.util.Locale;
import java.util.Optional;

/// Something that the walk found wrong, as exactly as it can be named. No personal data.
///
/// @param chain the pseudonym
/// @param entry within the chain
/// @param checkpoint by number
/// @param customer by number
public record Finding(
        Problem problem,
        Optional<String> chain,
        Optional<Long> entry,
        Optional<Integer> checkpoint,
        Optional<Long> customer) {

    /// What can be wrong, and how it is said.
    public enum Problem {
        ALTERED("was altered, or written by somebody without the key"),
        MISSING("is missing"),
        UNLINKED("does not follow on the entry before"),
        CONTRADICTS("does not tell the value that stood before"),
        AFTER_THE_END("comes after the end of the chain"),
        UNKNOWN_KEY("is signed with a key that is gone or cannot be opened"),
        NO_HEAD("has no head that tells where the chain ends"),
        HEAD_DIFFERS("is not where the head says that the chain ends, or not what it says"),
        WITNESS("names a checkpoint that is gone or was replaced"),
        NOT_COVERED("is not the last that a checkpoint has seen, though the head says so"),
        OWNER("does not lead to a customer whose key leads back"),
        NOT_ENDED("leads to no customer any more, and has no last entry that says why"),
        ADDRESS("has a network address in clear that was altered"),
        PROJECTION("has flags that differ from the ledger"),
        NO_CHAIN("has a key and no chain that it leads to"),
        REPLACED("is another one than a checkpoint has seen"),
        CHECKPOINT_ALTERED("was altered, or written by somebody without the key"),
        CHECKPOINT_MISSING("is missing"),
        CHECKPOINT_UNLINKED("does not follow on the checkpoint before"),
        CHECKPOINT_ENDS("does not tell the chains that it was signed for");

        private final String text;

        Problem(String text) {
            this.text = text;
        }

        /// As answers spell it.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Said of what the finding names.
        public String text() {
            return text;
        }
    }

    static Finding entry(Problem problem, String chain, long entry) {
        return new Finding(
                problem,
                Optional.of(chain),
                Optional.of(entry),
                Optional.empty(),
                Optional.empty());
    }

    static Finding chain(Problem problem, String chain) {
        return new Finding(
                problem, Optional.of(chain), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Finding checkpoint(Problem problem, int number) {
        return new Finding(
                problem, Optional.empty(), Optional.empty(), Optional.of(number), Optional.empty());
    }

    /// The same, as a checkpoint or a customer makes it known.
    Finding by(Optional<Integer> number, Optional<Long> customerId) {
        return new Finding(problem, chain, entry, number, customerId);
    }

    /// The finding as a sentence for operators.
    public String text() {
        return subject() + " " + problem.text() + circumstance();
    }

    private String subject() {
        if (entry.isPresent()) {
            return "entry " + entry.get() + " of chain " + chain.orElse("");
        }
        if (problem == Problem.PROJECTION || problem == Problem.NO_CHAIN) {
            return "customer " + customer.map(String::valueOf).orElse("");
        }
        return chain.map(name -> "chain " + name)
                .orElseGet(() -> "checkpoint " + checkpoint.map(String::valueOf).orElse(""));
    }

    private String circumstance() {
        if (entry.isPresent() && checkpoint.isPresent()) {
            return " (checkpoint " + checkpoint.get() + " has seen it)";
        }
        return customer.isPresent() && chain.isPresent()
                ? " (customer " + customer.get() + ", chain " + chain.get() + ")"
                : "";
    }
}
