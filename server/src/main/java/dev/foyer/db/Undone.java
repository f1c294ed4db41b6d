package dev.foyer.db;

/// A result that says that nothing was done. A transaction that returns one is rolled back.
public interface Undone {}
