package dev.foyer.app;

import dev.foyer.web.RequestId;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What requests ask the database, a text for each time that the library asks, whether it fails or
/// not; savepoints go past it, and so does a transaction that is taken back. Not what the threads
/// ask that poll and deliver.
public final class RequestStatements implements SqlLogger {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private RequestStatements() {}

    /// From now on those of this shop are noted.
    public static RequestStatements of(Shop shop) {
        var statements = new RequestStatements();
        shop.database()
                .read(
                        handle ->
                                handle.getJdbi()
                                        .getConfig(SqlStatements.class)
                                        .setSqlLogger(statements));
        return statements;
    }

    /// What these requests asked.
    public List<String> during(Runnable requests) {
        asked.clear();
        requests.run();
        return List.copyOf(asked);
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        logAfterExecution(context);
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        if (!RequestId.current().equals("-")) {
            asked.add(String.valueOf(context.getRenderedSql()));
        }
    }
}
