/// Administration: people, machines and sessions of the district, over the line only.
@NullMarked
package cn.ruhu.desktop.admin;

import org.jspecify.annotations.NullMarked;
