#!/usr/bin/env node
/** The `postern-server` command: picks a Node that is new enough, builds a checkout whose sources changed, runs the bundle. */
import { requireLauncherNode } from '../launch/node-version.mjs';

requireLauncherNode();
import('../launch/serve-command.mjs').then((command) => command.runServerCommand(process.argv.slice(2)));
