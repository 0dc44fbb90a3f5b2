import { describeGallery } from './describe-gallery';

describeGallery('zh');
