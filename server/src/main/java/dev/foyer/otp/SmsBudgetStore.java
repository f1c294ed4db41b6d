package dev.foyer.otp;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// The SQL of `sms_budget`.
final class SmsBudgetStore {
    private SmsBudgetStore() {}

    /// Counts one message; false where the window is used up.
    static boolean spend(Handle tx, String subject, Instant until, int most) {
        return tx.createUpdate(
                                """
                                insert into sms_budget (subject, until, used) values (:subject, :until, 1)
                                on conflict (subject, until) do update set used = sms_budget.used + 1
                                 where sms_budget.used < :most
                                """)
                        .bind("subject", subject)
                        .bind("until", until)
                        .bind("most", most)
                        .execute()
                == 1;
    }

    /// Removes a bounded number of windows that are over.
    static int removeOver(Handle tx, Instant now, int most) {
        return tx.createUpdate(
                        """
                        delete from sms_budget where (subject, until) in
                               (select subject, until from sms_budget
                                 where until < :now limit :most for update skip locked)
                        """)
                .bind("now", now)
                .bind("most", most)
                .execute();
    }
}
