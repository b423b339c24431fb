/// What the server does by itself, every hour.
@NullMarked
package cn.ruhu.server.jobs;

import org.jspecify.annotations.NullMarked;
