package dev.foyer.app;

import dev.foyer.outbox.Delivery;
import dev.foyer.outbox.LateAnswers;

import java.util.List;
import java.util.function.BooleanSupplier;

/// What [Housekeeping] does, one line for each chore.
final class Chores {
    private Chores() {}

    static List<BooleanSupplier> of(
            Ground ground, Delivery delivery, LateAnswers<?> resets, LateAnswers<?> resends) {
        var retention = ErasureRoutes.retention(ground);
        var ledger = ground.ledger();
        return List.of(
                ground.sessions()::sweep,
                ground.sessions().lastSeen()::write,
                ground.preferences()::sweep,
                delivery::sweep,
                ground.codes()::sweep,
                resets::sweep,
                resends::sweep,
                ground.mailedLinks()::sweep,
                ground.mailBudget()::sweep,
                ground.throttle()::sweep,
                CaptchaRoutes.spent(ground)::sweep,
                HookRoutes.memory(ground)::sweep,
                retention::sweep,
                retention::sweepLedger,
                ground.witness()::sweep,
                ledger::openOld,
                ledger.checkpoints()::take);
    }
}
