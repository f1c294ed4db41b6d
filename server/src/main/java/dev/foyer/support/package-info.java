/// **Support**: what an operator does for one customer who calls: find her, look at her account,
/// open one for her, end her sessions, close it and open it again.
///
/// May know: every ground room and every shared one. Owns no table; answers `/api/customers/` on
/// the management port.
@NullMarked
package dev.foyer.support;

import org.jspecify.annotations.NullMarked;
