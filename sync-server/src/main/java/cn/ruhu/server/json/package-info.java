/// Field maps as JSON text for the database.
@NullMarked
package cn.ruhu.server.json;

import org.jspecify.annotations.NullMarked;
