/// **Database**: pool, transactions, migrations, the embedded PostgreSQL. The only room that opens
/// connections.
///
/// May know: nothing. Owns the table `installation`; answers no path.
@NullMarked
package dev.foyer.db;

import org.jspecify.annotations.NullMarked;
