/// The window clerk's intake: a card on the reader becomes an application with its household,
/// income, property and papers. Everything typed is a durable draft until it is saved as one act.
@NullMarked
package cn.ruhu.desktop.intake;

import org.jspecify.annotations.NullMarked;
