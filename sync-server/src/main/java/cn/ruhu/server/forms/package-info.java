/// Publishes questionnaires.
@NullMarked
package cn.ruhu.server.forms;

import org.jspecify.annotations.NullMarked;
