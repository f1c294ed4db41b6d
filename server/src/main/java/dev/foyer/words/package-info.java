/// **Words**: the phrases Foyer says to shoppers, and their translations.
///
/// A phrase travels as its name and arguments; the language is chosen where the answer is written.
/// A shop adds a language by adding a file. May know: nothing. Owns no table and answers no path.
@NullMarked
package dev.foyer.words;

import org.jspecify.annotations.NullMarked;
