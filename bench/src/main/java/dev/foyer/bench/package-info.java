/// **Bench**: what Foyer costs, measured beside a limit on the same machine in the same run.
///
/// [Bench] is the command; each [Benchmark] starts the real server as a child process ([Foyer]) in
/// a [Workshop], puts [Load] on it and on its limit in turns, and hands back a [Report]. The load
/// comes from the same machine and shares its cores, so ratios say more than rates.
///
/// [Prove] is the other command, for what no test can decide: [TimingProof] asks whether the time
/// of an answer tells who has an account, by a [RankTest].
///
/// May know: `json` and the hashing settings of the server; everything else goes over the wire.
@NullMarked
package dev.foyer.bench;

import org.jspecify.annotations.NullMarked;
