/// The one place that speaks SQL to a driver: transactions, the dialect, migrations, sealed
/// columns.
@NullMarked
package cn.ruhu.server.db;

import org.jspecify.annotations.NullMarked;
