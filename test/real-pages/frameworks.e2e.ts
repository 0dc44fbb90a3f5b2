import { describe } from 'vitest';
import { useStage } from '../e2e/harness';
import { describeGroup } from './group';
import { GROUPS } from './pages';
import { serveRealPages } from './serve';

describe('frameworks that own the page', () => {
  describeGroup(useStage({}, serveRealPages), GROUPS.frameworks);
});
