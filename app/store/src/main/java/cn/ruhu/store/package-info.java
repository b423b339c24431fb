/// What is kept on a machine: one SQLite database and one vault per person, everything personal
/// sealed (DESIGN §6, SYNC §4.2). First file to open: [LocalStore].
@NullMarked
package cn.ruhu.store;

import org.jspecify.annotations.NullMarked;
