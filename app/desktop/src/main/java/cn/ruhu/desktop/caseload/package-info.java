/// The window clerk's day: what waits, what is incomplete, what came back, what was put aside, and
/// one large invitation to lay a card on the reader.
@NullMarked
package cn.ruhu.desktop.caseload;

import org.jspecify.annotations.NullMarked;
