import { describe } from 'vitest';
import { useStage } from '../e2e/harness';
import { describeGroup } from './group';
import { GROUPS } from './pages';
import { serveRealPages } from './serve';

describe('layouts that clip, cover, scale and hide', () => {
  describeGroup(useStage({}, serveRealPages), GROUPS.layouts);
});
